/** Pins on the projector: the picture alone, then a dot per person and the areas as text. */
import type { PinSettings, ResultEntity } from '@plenum/protocol';
import type { ReactNode } from 'react';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { pick } from '../../parts/screen-options.tsx';
import { linesOf, perPageOf, roomUnder } from '../../screen-pages.ts';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { dotsNote, shareValue } from './area-list.tsx';
import { areaCircles, rightCircle } from './attendee.tsx';
import { PinPicture } from './picture.tsx';
import { dotsOf, downOf, sharesOf } from './places.ts';

export const screen: ScreenKind<PinSettings> = {
  list(activity, settings, result) {
    if (result === undefined) return { texts: [] };
    const texts = sharesOf(settings, result).map(({ label }) => label);
    return { texts, perPage: areasPerPage(texts, activity.title) };
  },
  Open,
  Result,
};

function Open({ activity, settings }: ScreenProps<PinSettings>) {
  return (
    <>
      {activity.state === 'open' && (
        <p className="mb-[calc(var(--u)*1.2)] text-[calc(var(--u)*2.3)] leading-[1.15] font-medium">
          {settings.pins === 1 ? m.screen_pin_task_one() : m.screen_pin_task(counted(settings.pins))}
        </p>
      )}
      <Whole settings={settings}>
        <PinPicture image={settings.image} className={FRAME} />
      </Whole>
    </>
  );
}

const FRAME = 'rounded-[calc(var(--u)*1.2)] text-[calc(var(--u)*1.1)]';

/** The picture as large as its place allows. */
function Whole({ settings, children }: { settings: PinSettings; children: ReactNode }) {
  return (
    <div
      className="flex min-h-[calc(var(--u)*19)] min-w-0 flex-1 items-center"
      style={{ containerType: 'size' }}
    >
      <div style={{ width: `min(100cqw, calc(100cqh / ${downOf(settings.image)}))` }}>{children}</div>
    </div>
  );
}

/** Beside the picture; numbers, gaps and the lines between take their part. */
const AREA_WIDTH_U = 28;
const AREA_SIZES_U = { large: 2.7, small: 2.3 };
const AREA_PADS_U = { large: 2.5, small: 1.6 };
/** Above them: what a dot is, where it is right. */
const NOTES_U = 8;

function areaShape(labels: readonly string[]) {
  return labels.some((label) => linesOf(label, AREA_SIZES_U.large, AREA_WIDTH_U) > 1) ? 'small' : 'large';
}

/** As many as fit, whichever they are. */
export function areasPerPage(labels: readonly string[], question: string): number {
  const shape = areaShape(labels);
  const size = AREA_SIZES_U[shape];
  const heights = labels.map(
    (label) => linesOf(label, size, AREA_WIDTH_U) * size * 1.12 + AREA_PADS_U[shape],
  );
  return perPageOf(heights, roomUnder(question) - NOTES_U);
}

function Result({
  activity,
  settings,
  result,
  indexes,
}: ScreenProps<PinSettings> & { result: ResultEntity }) {
  const { dots, areCells, hidden } = dotsOf(result);
  const right = rightCircle(activity.correct);
  const all = sharesOf(settings, result);
  const shares = pick(all, indexes);
  const isLarge = areaShape(all.map(({ label }) => label)) === 'large';
  return (
    <>
      <Whole settings={settings}>
        <PinPicture
          image={settings.image}
          dots={dots}
          circles={[...areaCircles(settings), ...right]}
          className={FRAME}
        />
      </Whole>
      <div className="flex min-h-0 w-[calc(var(--u)*41)] shrink-0 flex-col justify-center">
        <p className="mb-[calc(var(--u)*1)] text-[calc(var(--u)*1.9)] leading-[1.2] font-medium text-muted-foreground">
          {dotsNote(areCells, hidden, settings.pins)}
        </p>
        {right.length > 0 && (
          <p className="mb-[calc(var(--u)*1)] flex items-center gap-[0.5em] text-[calc(var(--u)*1.9)] font-[620] text-success">
            <span
              aria-hidden="true"
              className="size-[0.9em] shrink-0 rounded-full border-[length:calc(var(--u)*0.25)] border-success"
            />
            {m.pin_right_place()}
          </p>
        )}
        {shares.length > 0 && (
          <ul className="border-t border-border">
            {shares.map((share) => (
              <li
                key={share.id}
                className="flex items-baseline gap-[calc(var(--u)*1.2)] border-b border-border"
                style={{ paddingBlock: `calc(var(--u) * ${isLarge ? 1.1 : 0.7})` }}
              >
                <span
                  dir="auto"
                  className="min-w-0 flex-1 text-start leading-[1.12] font-[530] tracking-[-0.015em] wrap-words"
                  style={{
                    fontSize: `calc(var(--u) * ${isLarge ? AREA_SIZES_U.large : AREA_SIZES_U.small})`,
                  }}
                >
                  {share.label}
                </span>
                {share.percent !== null && share.count !== null && (
                  <span className="text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
                    {formatCount(share.count)}
                  </span>
                )}
                <span
                  className="min-w-[calc(var(--u)*6.6)] text-end leading-[1.1] font-bold tracking-[-0.02em] tabular-nums"
                  style={{ fontSize: `calc(var(--u) * ${isLarge ? 3.1 : 2.7})` }}
                >
                  {shareValue(share)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
