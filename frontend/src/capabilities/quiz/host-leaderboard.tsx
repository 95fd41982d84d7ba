/** The leaderboard as hosts see it: the best ten as they stand, everybody in a dialog, and the way to the screen. */
import type { Leaderboard, LeaderboardEntity } from '@plenum/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Check, Monitor } from 'lucide-react';
import { useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { getLeaderboard } from '#/api/quiz.ts';
import { Button } from '#/components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '#/components/ui/dialog.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { keyed } from './places.ts';

/** Nothing before the first points. @param onScreen  Puts it on the screen; absent while it is there. */
export function HostLeaderboard({ onScreen }: { onScreen: (() => void) | undefined }) {
  const { eventId } = useLiveContext();
  const board = useEntity('leaderboard', eventId);
  const [isAllShown, setIsAllShown] = useState(false);
  if (board === undefined || board.top.length === 0) return null;
  const teams = board.teams.filter(({ members }) => members > 0);
  return (
    <section className="rounded-2xl border border-border bg-card px-5 pt-4.5 pb-4">
      <div className="mb-2.5 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-[0.9375rem] leading-5 font-[620]">{m.host_leaderboard()}</h2>
        <span className="text-sm text-muted-foreground">
          {m.host_leaderboard_after(counted(board.questions))}
        </span>
      </div>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))]">
        <Places rows={board.top.map(({ place, nickname, points }) => ({ place, name: nickname, points }))} />
        {teams.length > 0 && <Places rows={teams} />}
      </div>
      <div className="mt-3.5 flex flex-wrap gap-2">
        <Button size="sm" onClick={onScreen} disabled={onScreen === undefined}>
          {onScreen === undefined ? <Check aria-hidden="true" /> : <Monitor aria-hidden="true" />}
          {onScreen === undefined ? m.host_leaderboard_shown() : m.host_leaderboard_show()}
        </Button>
        <Button variant="quiet" size="sm" onClick={() => setIsAllShown(true)}>
          {m.host_leaderboard_all(counted(board.players))}
        </Button>
      </div>
      <Dialog open={isAllShown} onOpenChange={setIsAllShown}>
        <DialogContent className="max-w-2xl">
          <DialogHeader>
            <DialogTitle>{m.host_leaderboard()}</DialogTitle>
            <DialogDescription>{m.host_leaderboard_text()}</DialogDescription>
          </DialogHeader>
          <Everybody eventId={eventId} board={board} />
        </DialogContent>
      </Dialog>
    </section>
  );
}

function Places({ rows }: { rows: readonly { place: number; name: string | null; points: number }[] }) {
  return (
    <ol className="divide-y divide-border">
      {keyed(rows).map(({ key, row: { place, name, points } }) => (
        <li key={key} className="flex items-baseline gap-3 py-1.75 text-[0.9375rem]">
          <span className="w-6 shrink-0 font-semibold text-muted-foreground tabular-nums">
            {formatCount(place)}
          </span>
          <Name name={name} />
          <span className="font-semibold tabular-nums">{formatCount(points)}</span>
        </li>
      ))}
    </ol>
  );
}

function Name({ name }: { name: string | null }) {
  return (
    <span
      dir="auto"
      className={name === null ? 'min-w-0 flex-1 text-muted-foreground' : 'min-w-0 flex-1 wrap-words'}
    >
      {name ?? m.quiz_nameless()}
    </span>
  );
}

/** @param board  Newer points make a newer list. */
function Everybody({ eventId, board }: { eventId: string; board: LeaderboardEntity }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['leaderboard', eventId, board.activityId, board.questions],
    queryFn: ({ pageParam }) => getLeaderboard(eventId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: Leaderboard) => nextCursor ?? undefined,
    networkMode: 'always',
  });
  if (isPending) return <Skeleton className="h-64" />;
  if (error !== null) return <p className="text-destructive">{sentenceOf(error)}</p>;
  const people = data.pages.flatMap(({ items }) => items);
  const teams = new Map(data.pages[0]?.teams.map(({ teamId, name }) => [teamId, name]));
  return (
    <>
      <table className="w-full text-[0.9375rem]">
        <thead>
          <tr className="border-b border-border text-label text-muted-foreground [&>th]:py-2 [&>th]:font-[550]">
            <th scope="col" className="w-16 text-start">
              {m.host_column_place()}
            </th>
            <th scope="col" className="text-start">
              {m.host_column_name()}
            </th>
            {teams.size > 0 && (
              <th scope="col" className="text-start">
                {m.host_column_team()}
              </th>
            )}
            <th scope="col" className="text-end">
              {m.host_column_points()}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ participantId, nickname, teamId, place, points }) => (
            <tr key={participantId} className="border-b border-border [&>td]:py-2.5">
              <td className="text-muted-foreground tabular-nums">{formatCount(place)}</td>
              <td dir="auto" className="text-start wrap-words">
                {nickname ?? <span className="text-muted-foreground">{m.quiz_nameless()}</span>}
              </td>
              {teams.size > 0 && (
                <td dir="auto" className="text-start text-muted-foreground wrap-words">
                  {teams.get(teamId ?? '')}
                </td>
              )}
              <td className="text-end font-semibold tabular-nums">{formatCount(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button className="mt-4" aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {m.host_events_more()}
        </Button>
      )}
    </>
  );
}
