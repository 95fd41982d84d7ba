/** A matrix on the projector: the empty field, then the room's averages as lettered dots with their names. */
import type { MatrixSettings, ResultEntity } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { cn } from '#/lib/cn.ts';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { MatrixField, type Tone } from './field.tsx';
import { type Mean, meansOf } from './places.ts';
import { TooFew } from './table.tsx';

export const screen: ScreenKind<MatrixSettings> = {
  list: () => ({ texts: [] }),
  foot: ({ result }) =>
    result && <Rich parts={m.screen_matrix_averages.parts(counted(result.responses))} />,
  Open,
  Result,
};

const FIELD =
  'min-h-0 min-w-0 flex-1 rounded-[calc(var(--u)*1.2)] border-[length:max(2px,calc(var(--u)*0.15))] text-[calc(var(--u)*2.2)]';

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

/** As many series colours as there are. */
const COLOURS = 8;
/** A longer name takes half of the field. */
const NAME_MAX = 26;
/** More names have one line each. */
const LONG_LIST = 6;

/** Names stand beside their dots; where they are many or long, in a list beside the field. */
function Result({ settings, result }: ScreenProps<MatrixSettings> & { result: ResultEntity }) {
  const means = meansOf(settings, result);
  const isListed =
    means.length > COLOURS || means.some(({ label, place }) => place === null || label.length > NAME_MAX);
  const dots = means.flatMap(({ place, label, ...mean }, index) => {
    const tone: Tone = means.length > COLOURS ? 'plain' : index + 1;
    return place === null ? [] : [{ ...mean, place, tone, ...(!isListed && { label }) }];
  });
  return (
    <>
      <MatrixField settings={settings} dots={dots} dot={1.55} labelMax={NAME_MAX * 0.57} className={FIELD} />
      {isListed && <Names means={means} hasDots={dots.length > 0} />}
    </>
  );
}

function Names({ means, hasDots }: { means: readonly Mean[]; hasDots: boolean }) {
  return (
    <div className="flex min-h-0 w-[calc(var(--u)*28)] shrink-0 flex-col justify-center text-[calc(var(--u)*1.9)] leading-[1.15]">
      {!hasDots && (
        <div className="mb-[calc(var(--u)*1)]">
          <TooFew />
        </div>
      )}
      <ul className="grid gap-[calc(var(--u)*0.9)]">
        {means.map(({ id, key, label, place, count }, index) => (
          <li key={id} className="flex items-baseline gap-[0.6em]">
            <span
              className="grid size-[1.5em] shrink-0 place-items-center rounded-full text-[0.9em] font-bold"
              style={
                means.length > COLOURS
                  ? { background: 'var(--foreground)', color: 'var(--background)' }
                  : { background: `var(--chart-${index + 1})`, color: 'var(--card)' }
              }
            >
              {key}
            </span>
            <span
              dir="auto"
              className={cn(
                'min-w-0 flex-1 wrap-words',
                means.length > LONG_LIST ? 'line-clamp-1' : 'line-clamp-2',
              )}
            >
              {label}
            </span>
            {place === null && (
              <span className="text-muted-foreground">{m.matrix_count(counted(count))}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
