/** Teams on a phone: the own one above the question, all of them after it. Letters, never colours: those mean right and wrong. */
import type { LeaderboardEntity, Team, TeamRow } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { TeamLetter } from '#/components/team-letter.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useOwnTeam } from '#/live/standing.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

export function useBoard(): LeaderboardEntity | undefined {
  return useEntity('leaderboard', useLiveContext().eventId);
}

/** A team without people is not listed. */
export const listedTeams = (board: LeaderboardEntity | undefined): TeamRow[] =>
  board?.teams.filter(({ members }) => members > 0) ?? [];

/** What the last question brought the team; `null` when its total before is not known. */
export function gained(
  board: LeaderboardEntity,
  before: LeaderboardEntity | undefined,
  teamId: string | null,
): number | null {
  const now = board.teams.find((team) => team.teamId === teamId);
  if (now === undefined) return null;
  if (before === undefined) return board.questions === 1 ? now.points : null;
  const then = before.teams.find((team) => team.teamId === teamId);
  return board.questions === before.questions + 1 && then !== undefined ? now.points - then.points : null;
}

export interface TeamLine {
  readonly row: TeamRow;
  /** Teams left out before this one. */
  readonly gap: number;
}

const ALL_MAX = 8;
const TOP = 5;

/** All up to eight; of more the best five, and the own one with both neighbours. */
export function teamLines(teams: readonly TeamRow[], ownId: string | null): TeamLine[] {
  const own = teams.findIndex(({ teamId }) => teamId === ownId);
  const isShown = (index: number) =>
    teams.length <= ALL_MAX || index < TOP || (own >= 0 && Math.abs(index - own) <= 1);
  let last = -1;
  return teams.flatMap((row, index) => {
    if (!isShown(index)) return [];
    const gap = index - last - 1;
    last = index;
    return [{ row, gap }];
  });
}

/** "Team Heron · 35 people · 1,480 · 2nd of 6"; before the first points just the team. Nothing where there are no teams. */
export function OwnTeamBadge({ className }: { className?: string }) {
  const team = useOwnTeam();
  const teams = listedTeams(useBoard());
  const row = teams.find(({ teamId }) => teamId === team?.id);
  if (team === null) return null;
  return (
    <p
      className={cn(
        'flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-lg border border-border bg-card py-1.5 ps-2 pe-3.5 text-[0.9375rem] leading-5',
        className,
      )}
    >
      {/* In large text the points go below; letter and name stay together. */}
      <span className="flex min-w-0 flex-1 basis-48 items-center gap-x-2.5">
        <TeamLetter name={team.name} />
        <span className="min-w-0 text-start">
          <b dir="auto" className="font-semibold wrap-words">
            {team.name}
          </b>
          {row && <span className="text-muted-foreground"> · {m.team_people(counted(row.members))}</span>}
        </span>
      </span>
      {row && (
        <span className="ms-auto tabular-nums">
          <b className="font-semibold">{formatCount(row.points)}</b>{' '}
          <span className="text-muted-foreground">{m.team_place(placeOf(row, teams))}</span>
        </span>
      )}
    </p>
  );
}

export function TeamStanding({
  board,
  own,
  gain,
  className,
}: {
  board: LeaderboardEntity;
  own: Team | null;
  gain: number | null;
  className?: string;
}) {
  const teams = listedTeams(board);
  const row = teams.find(({ teamId }) => teamId === own?.id);
  return (
    <section className={className}>
      <h2 dir="auto" className="mb-3 text-2xl wrap-words">
        {own === null || row === undefined
          ? m.team_list()
          : gain === null
            ? m.team_is({ team: own.name, ...placeOf(row, teams) })
            : m.team_gained({ team: own.name, ...counted(gain) })}
      </h2>
      <ol className="divide-y divide-border overflow-hidden rounded-2xl border border-border bg-card">
        {teamLines(teams, own?.id ?? null).map(({ row: team, gap }) => (
          <TeamItem key={team.teamId} team={team} gap={gap} isOwn={team.teamId === own?.id} />
        ))}
      </ol>
      <p className="mt-3 text-sm text-muted-foreground">{m.team_average()}</p>
    </section>
  );
}

function TeamItem({ team, gap, isOwn }: { team: TeamRow; gap: number; isOwn: boolean }) {
  return (
    <>
      {gap > 0 && <li className="px-3.5 py-1.5 text-sm text-muted-foreground">{m.team_gap(counted(gap))}</li>}
      <li
        className={cn(
          'flex min-h-11.5 flex-wrap items-center gap-x-[12px] px-[14px] py-2.5',
          isOwn && 'bg-accent',
        )}
      >
        <span className="flex min-w-0 flex-1 basis-28 gap-[12px]">
          <span className="w-6 shrink-0 font-semibold text-muted-foreground tabular-nums">
            {formatCount(team.place)}
          </span>
          <span className="min-w-0 wrap-words">
            <span dir="auto" className={cn(isOwn && 'font-semibold')}>
              {team.name}
            </span>
            {isOwn && <span className="text-muted-foreground"> · {m.team_yours()}</span>}
          </span>
        </span>
        <span className="ms-auto font-semibold tabular-nums">{formatCount(team.points)}</span>
      </li>
    </>
  );
}

function placeOf(row: TeamRow, teams: readonly TeamRow[]) {
  return { n: row.place, place: formatCount(row.place), total: formatCount(teams.length) };
}

/** "14th of 212" and all points, as `/me` last said. */
export function StandingLine({ place, players, points }: { place: number; players: number; points: number }) {
  return (
    <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 border-t border-border pt-3 text-[0.9375rem] text-muted-foreground tabular-nums [&_b]:text-foreground">
      <span>
        <Rich
          parts={m.quiz_place.parts({ n: place, place: formatCount(place), total: formatCount(players) })}
        />
      </span>
      <span>
        <Rich parts={m.quiz_in_all.parts(counted(points))} />
      </span>
    </p>
  );
}
