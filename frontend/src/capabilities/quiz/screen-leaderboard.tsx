/** The leaderboard on the projector: a podium of three, five more as a list. Ties share a place and its height. */
import type { LeaderboardEntity, LeaderboardRow, TeamRow } from '@plenum/protocol';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { keyed, podium, stepHeight } from './places.ts';

/** @param board  `undefined` before the first points. */
export function ScreenLeaderboard({ board }: { board: LeaderboardEntity | undefined }) {
  if (board === undefined || board.top.length === 0) return <NobodyYet />;
  // Where teams play, they are what the room looks for.
  const teams = board.teams.filter(({ members }) => members > 0);
  const rows = teams.length > 0 ? teams.map(asRow) : board.top;
  const { steps, rest } = podium(rows);
  return (
    <>
      <header className="flex items-start justify-between gap-[calc(var(--u)*4)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*3.6)]">
        <h1 className="text-[calc(var(--u)*4.1)] leading-[1.1] font-[640] tracking-[-0.03em]">
          {teams.length > 0 ? m.team_list() : m.quiz_leaderboard()}
        </h1>
        <p className="pt-[calc(var(--u)*1.3)] text-[calc(var(--u)*2.2)] font-medium text-muted-foreground">
          {m.screen_leaderboard_after(counted(board.questions))}
        </p>
      </header>
      <main className="flex min-h-0 flex-1 items-end gap-[calc(var(--u)*6)] px-[calc(var(--u)*5)]">
        <ol className="flex flex-[1.5] items-end gap-[calc(var(--u)*1)]">
          {keyed(steps).map(({ key, row }) => (
            <Step key={key} row={row} />
          ))}
        </ol>
        {rest.length > 0 && (
          <ol className="min-w-0 flex-1 pb-[calc(var(--u)*1.5)]">
            {keyed(rest).map(({ key, row }) => (
              <Row key={key} row={row} />
            ))}
          </ol>
        )}
      </main>
    </>
  );
}

const asRow = ({ place, name, points }: TeamRow): LeaderboardRow => ({ place, nickname: name, points });

function Step({ row }: { row: LeaderboardRow }) {
  const isFirst = row.place === 1;
  return (
    <li className="flex min-w-0 flex-1 flex-col justify-end">
      <p className="px-[calc(var(--u)*0.6)] pb-[calc(var(--u)*1.1)] text-center">
        <Name
          nickname={row.nickname}
          className="line-clamp-2 text-[calc(var(--u)*2.9)] leading-[1.1] font-[640] tracking-[-0.02em] wrap-words"
        />
        <span className="mt-[calc(var(--u)*0.4)] block text-[calc(var(--u)*2.1)] font-[520] text-muted-foreground tabular-nums">
          {formatCount(row.points)}
        </span>
      </p>
      <p
        className={cn(
          'flex justify-center rounded-t-[calc(var(--u)*1.2)] pt-[calc(var(--u)*1.4)] font-[720] tracking-[-0.04em]',
          isFirst
            ? 'bg-primary text-[calc(var(--u)*7)] text-primary-foreground'
            : 'bg-seat text-[calc(var(--u)*5)]',
          'leading-none',
        )}
        style={{ height: `calc(var(--u) * ${stepHeight(row.place)})` }}
      >
        {formatCount(row.place)}
      </p>
    </li>
  );
}

function Row({ row }: { row: LeaderboardRow }) {
  return (
    <li className="flex items-baseline gap-[calc(var(--u)*1.6)] border-t-2 border-border py-[calc(var(--u)*1.05)] text-[calc(var(--u)*2.5)] font-[560] tracking-[-0.012em]">
      <span className="w-[calc(var(--u)*3)] font-semibold text-muted-foreground tabular-nums">
        {formatCount(row.place)}
      </span>
      <Name nickname={row.nickname} className="min-w-0 flex-1 truncate" />
      <span className="tabular-nums">{formatCount(row.points)}</span>
    </li>
  );
}

function Name({ nickname, className }: { nickname: string | null; className: string }) {
  return (
    <span dir="auto" className={cn(className, nickname === null && 'text-muted-foreground')}>
      {nickname ?? m.quiz_nameless()}
    </span>
  );
}

function NobodyYet() {
  return (
    <main className="flex min-h-0 flex-1 flex-col justify-center gap-[calc(var(--u)*1.4)] px-[calc(var(--u)*5)]">
      <h1 className="text-[calc(var(--u)*4.1)] leading-[1.1] font-[640] tracking-[-0.03em]">
        {m.screen_no_points()}
      </h1>
      <p className="text-[calc(var(--u)*2.4)] text-muted-foreground">{m.screen_no_points_text()}</p>
    </main>
  );
}
