/** Pins on the projector: the picture alone, then a dot per person and the areas as text. */
import type { PinSettings, ResultEntity } from '@plenum/protocol';
import type { ReactNode } from 'react';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { dotsNote, shareValue } from './area-list.tsx';
import { areaCircles, rightCircle } from './attendee.tsx';
import { PinPicture } from './picture.tsx';
import { dotsOf, downOf, sharesOf } from './places.ts';

export const screen: ScreenKind<PinSettings> = { list: () => ({ texts: [] }), Open, Result };

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
    <div className="flex min-h-0 min-w-0 flex-1 items-center" style={{ containerType: 'size' }}>
      <div style={{ width: `min(100cqw, calc(100cqh / ${downOf(settings.image)}))` }}>{children}</div>
    </div>
  );
}

/** As many rows as fit at the larger size. */
const LARGE_ROWS = 6;

function Result({ activity, settings, result }: ScreenProps<PinSettings> & { result: ResultEntity }) {
  const { dots, areCells, hidden } = dotsOf(result);
  const right = rightCircle(activity.correct);
  const shares = sharesOf(settings, result);
  const isLarge = shares.length <= LARGE_ROWS;
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
                style={{ paddingBlock: `calc(var(--u) * ${isLarge ? 1.2 : 0.45})` }}
              >
                <span
                  dir="auto"
                  className="line-clamp-2 min-w-0 flex-1 text-start leading-[1.12] font-[530] tracking-[-0.015em] wrap-words"
                  style={{ fontSize: `calc(var(--u) * ${isLarge ? 2.7 : 2})` }}
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
                  style={{ fontSize: `calc(var(--u) * ${isLarge ? 3.1 : 2.3})` }}
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
