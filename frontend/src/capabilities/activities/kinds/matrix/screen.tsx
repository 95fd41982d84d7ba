/** A matrix on the projector: the empty field, then the room's averages as lettered dots with their names. */
import type { MatrixSettings, ResultEntity } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { cn } from '#/lib/cn.ts';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { linesOf, perPageOf, roomUnder } from '../../screen-pages.ts';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { MatrixField, type Tone } from './field.tsx';
import { type Mean, meansOf } from './places.ts';
import { endsBesideDots } from './screen-ends.ts';
import { TooFew } from './table.tsx';

export const screen: ScreenKind<MatrixSettings> = {
  list({ title }, settings, result) {
    if (result === undefined || !isListed(meansOf(settings, result))) return { texts: [] };
    const texts = settings.items.map(({ label }) => label);
    const heights = texts.map((label) => linesOf(label, NAME_U, NAME_WIDTH_U) * NAME_U * 1.15 + NAME_APART_U);
    return { texts, perPage: perPageOf(heights, roomUnder(title) - TOO_FEW_U, texts.length) };
  },
  foot: ({ result }) => result && <Rich parts={m.screen_matrix_averages.parts(counted(result.responses))} />,
  Open,
  Result,
};

/** Lower ones hold no names: then all is drawn smaller. */
const FIELD =
  'min-h-[calc(var(--u)*20)] min-w-0 flex-1 rounded-[calc(var(--u)*1.2)] border-[length:max(2px,calc(var(--u)*0.15))] text-[calc(var(--u)*2.2)]';

function Open({ activity, settings }: ScreenProps<MatrixSettings>) {
  return (
    <>
      {activity.state === 'open' && (
        <p className="mb-[calc(var(--u)*1.2)] text-[calc(var(--u)*2.3)] leading-[1.15] font-medium">
          {m.screen_matrix_task(counted(settings.items.length))}
        </p>
      )}
      <MatrixField settings={settings} dots={[]} className={FIELD} />
    </>
  );
}

const DOT = 1.55;
/** As many series colours as there are. */
const COLOURS = 8;
/** A longer name takes half of the field. */
const NAME_MAX = 26;
/** In the list beside the field, in u: without letter and gap, and without how few placed it. */
const NAME_U = 1.9;
const NAME_WIDTH_U = 22;
const NAME_APART_U = 0.9;
/** Above them, where there are no dots. */
const TOO_FEW_U = 5;

function isListed(means: readonly Mean[]): boolean {
  return (
    means.length > COLOURS || means.some(({ label, place }) => place === null || label.length > NAME_MAX)
  );
}

/** Names stand beside their dots; where they are many or long, in a list beside the field, in pages. */
function Result({ settings, result, indexes }: ScreenProps<MatrixSettings> & { result: ResultEntity }) {
  const means = meansOf(settings, result);
  const hasList = isListed(means);
  const dots = means.flatMap(({ place, label, ...mean }, index) => {
    const tone: Tone = means.length > COLOURS ? 'plain' : index + 1;
    return place === null ? [] : [{ ...mean, place, tone, ...(!hasList && { label }) }];
  });
  return (
    <>
      <MatrixField
        settings={settings}
        dots={dots}
        dot={DOT}
        labelMax={NAME_MAX * 0.57}
        moveEnds={endsBesideDots(
          dots.map(({ id, place }) => ({ id, x: place.x / 100, y: 1 - place.y / 100 })),
          DOT,
        )}
        // A narrower one loses names: then all is drawn smaller.
        className={cn(FIELD, !hasList && 'min-w-[calc(var(--u)*72)]')}
      />
      {hasList && <Names means={means} indexes={indexes} hasDots={dots.length > 0} />}
    </>
  );
}

function Names({
  means,
  indexes,
  hasDots,
}: {
  means: readonly Mean[];
  indexes: readonly number[];
  hasDots: boolean;
}) {
  return (
    <div className="flex min-h-0 w-[calc(var(--u)*28)] shrink-0 flex-col justify-center text-[calc(var(--u)*1.9)] leading-[1.15]">
      {!hasDots && (
        <div className="mb-[calc(var(--u)*1)]">
          <TooFew />
        </div>
      )}
      <ul className="grid gap-[calc(var(--u)*0.9)]">
        {indexes.map((index) => {
          const mean = means[index];
          if (mean === undefined) return null;
          const { id, key, label, place, count } = mean;
          return (
            <li key={id} className="flex items-baseline gap-[0.6em]">
              <span
                className="grid size-[1.4em] shrink-0 place-items-center rounded-full font-bold"
                style={
                  means.length > COLOURS
                    ? { background: 'var(--foreground)', color: 'var(--background)' }
                    : { background: `var(--chart-${index + 1})`, color: 'var(--card)' }
                }
              >
                {key}
              </span>
              <span dir="auto" className="min-w-0 flex-1 wrap-words">
                {label}
              </span>
              {place === null && (
                <span className="text-muted-foreground">{m.matrix_count(counted(count))}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
