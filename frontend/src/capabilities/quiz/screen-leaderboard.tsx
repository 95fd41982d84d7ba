/** The leaderboard on the projector: a podium of three, five more as a list, all teams in pages. Ties share a place and its height. */
import type { LeaderboardEntity, LeaderboardRow, TeamRow } from '@plenum/protocol';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { Rich } from '#/components/rich.tsx';
import { cn } from '#/lib/cn.ts';
import { useFittingZoom } from '#/lib/fitting-zoom.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { usePageTurn } from '#/lib/use-page-turn.ts';
import * as m from '#/paraglide/messages.js';
import { keyed, type Podium, podium, STEPS, stepHeight } from './places.ts';

export interface ScreenLeaderboardProps {
  /** `undefined` before the first points. */
  readonly board: LeaderboardEntity | undefined;
  readonly zoom: number;
  /** The page's own, with what is to be said there. */
  readonly foot: (note: ReactNode) => ReactNode;
}

export function ScreenLeaderboard({ board, zoom, foot }: ScreenLeaderboardProps) {
  // Where teams play, they are what the room looks for: each of them.
  const teams = board?.teams.filter(({ members }) => members > 0) ?? [];
  const isOfTeams = teams.length > 0;
  const rows = isOfTeams ? teams.map(asRow) : (board?.top ?? []);
  const { steps, rest } = podium(rows, isOfTeams);
  const page = usePageTurn(rest.length);
  const body = useRef<HTMLDivElement>(null);
  const fitting = useFittingZoom(body, zoom, `${rows.length}`);
  if (board === undefined || rows.length === 0) {
    return (
      <>
        <NobodyYet />
        {foot(null)}
      </>
    );
  }
  const shown = rest[page] ?? [];
  const style = { '--u': `calc(min(1vw, 1.778vh) * ${fitting})` } as CSSProperties;
  return (
    <>
      <div ref={body} style={style} className="flex min-h-0 flex-1 flex-col">
        <header className="flex items-start justify-between gap-[calc(var(--u)*4)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*3.6)]">
          <h1 className="text-[calc(var(--u)*4.1)] leading-[1.1] font-[640] tracking-[-0.03em]">
            {isOfTeams ? m.team_list() : m.quiz_leaderboard()}
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
          {shown.length > 0 && (
            <ol className="min-w-0 flex-1 pb-[calc(var(--u)*1.5)]">
              {keyed(shown).map(({ key, row }) => (
                <Row key={key} row={row} />
              ))}
            </ol>
          )}
        </main>
      </div>
      {foot(
        <>
          {rest.length > 1 && (
            <>
              <Rich parts={m.screen_page.parts(rangeOf(rest, page, rows.length))} />
              {' · '}
            </>
          )}
          <Rich parts={m.screen_players.parts(counted(board.players))} />
        </>,
      )}
    </>
  );
}

/** Which of all stand beside the podium on this page. */
function rangeOf(rest: Podium['rest'], page: number, total: number) {
  const before = rest.slice(0, page).reduce((sum, { length }) => sum + length, STEPS);
  return {
    from: formatCount(before + 1),
    to: formatCount(before + (rest[page]?.length ?? 0)),
    total: formatCount(total),
  };
}

const asRow = ({ place, name, points }: TeamRow): LeaderboardRow => ({ place, nickname: name, points });

function Step({ row }: { row: LeaderboardRow }) {
  const isFirst = row.place === 1;
  return (
    <li className="flex min-w-0 flex-1 flex-col justify-end">
      <p className="px-[calc(var(--u)*0.6)] pb-[calc(var(--u)*1.1)] text-center">
        <Name
          nickname={row.nickname}
          className="block leading-[1.1] font-[640] tracking-[-0.02em] wrap-words hyphens-auto"
          size={nameSize(row.nickname, STEP_SIZES)}
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
      <Name
        nickname={row.nickname}
        className="min-w-0 flex-1 leading-[1.12] wrap-words"
        size={nameSize(row.nickname, ROW_SIZES)}
      />
      <span className="tabular-nums">{formatCount(row.points)}</span>
    </li>
  );
}

/** By how many letters a name has, in u: a long one is set smaller and takes more lines, and is never cut. */
type Sizes = readonly (readonly [lettersMax: number, size: number])[];
const STEP_SIZES: Sizes = [
  [18, 2.9],
  [26, 2.3],
  [Number.POSITIVE_INFINITY, 1.9],
];
const ROW_SIZES: Sizes = [
  [16, 2.5],
  [36, 2.1],
  [Number.POSITIVE_INFINITY, 1.9],
];

function nameSize(nickname: string | null, sizes: Sizes): number {
  const { length } = nickname ?? m.quiz_nameless();
  return sizes.find(([lettersMax]) => length <= lettersMax)?.[1] ?? 1.9;
}

function Name({ nickname, className, size }: { nickname: string | null; className: string; size: number }) {
  return (
    <span
      dir="auto"
      className={cn(className, nickname === null && 'text-muted-foreground')}
      style={{ fontSize: `calc(var(--u) * ${size})` }}
    >
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
