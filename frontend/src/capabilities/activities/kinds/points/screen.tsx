/** Points on the projector: the options while they are shared, then the share of all points each got. */
import type { PointsSettings, ResultEntity } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { optionsOf } from '../../parts/options.ts';
import { pick, ScreenOptions } from '../../parts/screen-options.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { pointsBars, pointsValue } from './bars.tsx';

export const screen: ScreenKind<PointsSettings> = {
  list(_activity, settings, result) {
    const items = result === undefined ? settings.options : pointsBars(settings, result);
    return { texts: items.map(({ label }) => label) };
  },
  foot({ settings, result }) {
    if (result === undefined) return null;
    const points = pointsBars(settings, result).reduce((sum, bar) => sum + bar.points, 0);
    return (
      <Rich
        parts={m.screen_points_from.parts({ ...counted(result.responses), points: formatCount(points) })}
      />
    );
  },
  Open,
  Result,
};

/** How many cards leave room for a line above them. */
const CARDS_WITH_HINT = 5;

function Open({ activity, settings, indexes }: ScreenProps<PointsSettings>) {
  return (
    <>
      {indexes.length <= CARDS_WITH_HINT && activity.state === 'open' && (
        <p className="text-[calc(var(--u)*2.3)] leading-[1.15] font-medium text-muted-foreground">
          {m.screen_points_hint({ total: formatCount(settings.total) })}
        </p>
      )}
      <ScreenOptions
        options={pick(optionsOf(settings), indexes)}
        isClosed={activity.state === 'closed'}
        hasKeys={false}
      />
    </>
  );
}

function Result({ settings, result, indexes }: ScreenProps<PointsSettings> & { result: ResultEntity }) {
  return (
    <ul className="flex min-w-0 flex-1 flex-col justify-evenly">
      {pick(pointsBars(settings, result), indexes).map((bar) => (
        <li key={bar.id}>
          <div className="mb-(--pad) flex items-baseline gap-[calc(var(--u)*1.2)]">
            <span
              dir="auto"
              className="min-w-0 flex-1 text-start text-(length:--option) leading-[1.12] font-[530] tracking-[-0.015em] wrap-words"
            >
              {bar.label}
            </span>
            {bar.percent !== null && (
              <span className="text-end text-[calc(var(--u)*1.9)] font-medium whitespace-nowrap text-muted-foreground">
                {m.points_count(counted(bar.points))}
              </span>
            )}
            <span className="min-w-[calc(var(--u)*6.6)] text-end text-[calc(var(--u)*3.1)] leading-[1.15] font-bold tracking-[-0.02em] whitespace-nowrap">
              {pointsValue(bar)}
            </span>
          </div>
          <div aria-hidden="true" className="h-(--bar) overflow-hidden rounded-[calc(var(--u)*0.4)] bg-track">
            <div
              className="h-full rounded-[calc(var(--u)*0.4)] bg-primary transition-[width] duration-300"
              style={{ width: `${bar.share * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
