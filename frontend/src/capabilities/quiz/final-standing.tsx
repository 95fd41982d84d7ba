/** After the end: the own place and the three best. Nothing for whoever played no quiz. */
import { Rich } from '#/components/rich.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useStanding } from '#/live/standing.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { keyed } from './places.ts';

const BEST = 3;

export function FinalStanding() {
  const standing = useStanding() ?? null;
  const board = useEntity('leaderboard', useLiveContext().eventId);
  if (board === undefined || board.top.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-xl">{m.quiz_you_played()}</h2>
      {standing !== null && (
        <p className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 rounded-2xl bg-accent px-4.5 py-3.5 tabular-nums [&_b]:text-2xl [&_b]:font-[620]">
          <span>
            <Rich
              parts={m.quiz_place.parts({
                n: standing.place,
                place: formatCount(standing.place),
                total: formatCount(standing.players),
              })}
            />
          </span>
          <span>
            <Rich parts={m.quiz_in_all.parts(counted(standing.points))} />
          </span>
        </p>
      )}
      <ol className="divide-y divide-border overflow-hidden rounded-2xl border border-border bg-card">
        {keyed(board.top.filter(({ place }) => place <= BEST)).map(
          ({ key, row: { place, nickname, points } }) => (
            <li key={key} className="flex min-h-11.5 flex-wrap items-center gap-x-[12px] px-[14px] py-2.5">
              <span className="w-6 shrink-0 font-semibold text-muted-foreground tabular-nums">
                {formatCount(place)}
              </span>
              <span dir="auto" className="min-w-0 flex-1 basis-20 wrap-words">
                {nickname ?? m.quiz_nameless()}
              </span>
              <span className="ms-auto font-semibold tabular-nums">{formatCount(points)}</span>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}
