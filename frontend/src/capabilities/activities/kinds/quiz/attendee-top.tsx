/**
 * Above the question: three, two, one before it opens; the clock while it is open; the verdict with the own points after the
 * reveal, and what it did for the team.
 */
import type { OwnPoints, QuizAnswer, QuizSettings } from '@plenum/protocol';
import { Check, Lock, Minus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useCountdown } from '#/components/countdown.tsx';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import { useOwnPoints, useOwnTeam } from '#/live/standing.ts';
import { useEntities, useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import type { AroundProps } from '../kind.ts';
import { QuizClock } from './clock.tsx';
import { isRight, keysOf, pickedIds, pointsSentence, questionNumber } from './rules.ts';
import { gained, OwnTeamBadge, TeamStanding, useBoard } from './teams.tsx';

type Props = AroundProps<QuizSettings, QuizAnswer>;

export function Top(props: Props) {
  const { activity, phase } = props;
  const board = useBoard();
  // What the team had before this question's points, as far as this page was there to see it.
  const [before] = useState(() => (board?.activityId === props.activityId ? undefined : board));
  const hasVerdict = activity.revealed && isRight(activity.correct, null) !== null;
  switch (phase) {
    case 'announced':
      return <GetReady {...props} />;
    case 'open':
      return (
        <>
          {activity.closesAt !== null && (
            <QuizClock activity={activity} endsAt={activity.closesAt} seconds={props.settings.seconds} />
          )}
          <OwnTeamBadge className="mb-4" />
          <Line {...props} />
        </>
      );
    case 'closed':
      if (!hasVerdict) {
        return (
          <Line {...props}>
            <Badge>
              <Lock aria-hidden="true" />
              {m.state_closed()}
            </Badge>
          </Line>
        );
      }
      return (
        <>
          <Verdict {...props} />
          <OwnTeamResult activityId={props.activityId} before={before} />
          <Line {...props} />
        </>
      );
  }
}

/** "Quiz · question 2", and what is special about it. */
function Line({ activityId, settings, children }: Props & { children?: ReactNode }) {
  const number = questionNumber(useEntities('activity'), activityId);
  return (
    <div className="mb-1 flex min-h-6 flex-wrap items-center gap-2 text-sm font-medium text-muted-foreground">
      {children}
      <span>{m.quiz_number({ number: formatCount(number) })}</span>
      <Special settings={settings} />
    </div>
  );
}

function Special({ settings: { points, isDouble } }: { settings: QuizSettings }) {
  if (points === 'none') return <Badge>{m.quiz_practice()}</Badge>;
  return isDouble ? <Badge variant="live">{m.quiz_double()}</Badge> : null;
}

/** Alone on the page, the question unseen: everybody reads it from the same moment on. */
function GetReady({ activityId, activity, settings, titleId }: Props) {
  const leftMs = useCountdown(activity.opensAt ?? 0, true);
  const number = questionNumber(useEntities('activity'), activityId);
  useAnnounced(`${m.quiz_ready()}. ${pointsSentence(settings)}`, { isNews: true });
  return (
    <div className="flex flex-1 flex-col items-center pt-[8dvh] text-center short:pt-2">
      <div className="flex flex-wrap items-center justify-center gap-2 text-base text-muted-foreground">
        {m.quiz_number({ number: formatCount(number) })}
        <Special settings={settings} />
      </div>
      <h1 id={titleId} tabIndex={-1} className="mt-2 text-4xl">
        {m.quiz_ready()}
      </h1>
      <p
        role="timer"
        className="my-[4dvh] text-[8.5rem] leading-none font-[700] tracking-[-0.04em] text-primary short:my-2 short:text-[5rem]"
      >
        {formatCount(Math.max(1, Math.ceil(leftMs / 1_000)))}
      </p>
      <p className="text-lg text-balance">{pointsSentence(settings)}</p>
      <p className="mt-1.5 text-balance text-muted-foreground">{m.quiz_ready_text()}</p>
      <OwnTeamBadge className="mt-8 self-stretch" />
    </div>
  );
}

const LOOKS = {
  right: { Icon: Check, card: 'border-success/35 bg-success-soft', disc: 'bg-success text-card' },
  wrong: { Icon: X, card: 'border-border bg-card', disc: 'bg-secondary text-muted-foreground' },
  none: { Icon: Minus, card: 'border-border bg-card', disc: 'bg-secondary text-muted-foreground' },
} as const;

function Verdict({ activityId, activity, settings, own }: Props) {
  const points = useOwnPoints(activityId);
  const right = pickedIds(activity.correct);
  const is = own.answer === null ? 'none' : isRight(activity.correct, own.answer) ? 'right' : 'wrong';
  const title = { right: m.quiz_right, wrong: m.quiz_not, none: m.quiz_no_answer }[is]();
  const keys = keysOf(settings, right);
  const wasRight = right.length === 1 ? m.quiz_answer_was({ key: keys }) : m.quiz_answers_were({ keys });
  useAnnounced(
    points !== null && is !== 'none' ? m.quiz_said({ verdict: title, ...counted(points.points) }) : null,
    { isNews: true },
  );
  const { Icon, card, disc } = LOOKS[is];
  return (
    <div
      className={cn(
        'mb-5 flex flex-wrap items-center gap-x-3.5 gap-y-2 rounded-2xl border px-5 py-4.5 shadow-xs',
        card,
      )}
    >
      <span className={cn('grid size-11 shrink-0 place-items-center rounded-full', disc)}>
        <Icon aria-hidden="true" className="size-6" strokeWidth={2.4} />
      </span>
      <div className="min-w-0 flex-1 basis-24">
        <p className="text-2xl">{title}</p>
        <p className="text-[0.9375rem] leading-5">{is === 'right' ? <Streak points={points} /> : wasRight}</p>
      </div>
      <Gain is={is} points={points} settings={settings} />
    </div>
  );
}

/** From two on: one right answer is no row. */
function Streak({ points }: { points: OwnPoints | null }) {
  return points !== null && points.streak > 1 && m.quiz_in_a_row({ count: formatCount(points.streak) });
}

/** "+870 points"; while the own points are on their way, that they are. */
function Gain({
  is,
  points,
  settings,
}: {
  is: 'right' | 'wrong' | 'none';
  points: OwnPoints | null;
  settings: QuizSettings;
}) {
  const hasTeam = useOwnTeam() !== null;
  if (is === 'none') return null;
  if (settings.points === 'none') return <Badge>{m.quiz_practice()}</Badge>;
  if (points === null) {
    return <p className="ms-auto max-w-32 text-end text-sm text-muted-foreground">{m.quiz_points_soon()}</p>;
  }
  const format = new Intl.NumberFormat(getFormatLocale(), { signDisplay: 'exceptZero' });
  return (
    <p className="ms-auto text-end">
      <span className={cn('block text-2xl tabular-nums', points.points > 0 && 'text-success')}>
        {format.format(points.points)}
      </span>
      <span className="block text-[0.9375rem] leading-5">
        {hasTeam ? m.quiz_points_word_you({ n: points.points }) : m.quiz_points_word({ n: points.points })}
      </span>
    </p>
  );
}

/** After each question: me first, then the teams. */
function OwnTeamResult({ activityId, before }: { activityId: string; before: ReturnType<typeof useBoard> }) {
  const team = useOwnTeam();
  const board = useBoard();
  const isOn = useEvent()?.settings.teamMode !== 'off';
  if (!isOn || board === undefined || board.teams.every(({ members }) => members === 0)) return null;
  // Practice moved nobody, and of a question further back only the latest totals are known.
  const gain = board.activityId === activityId ? gained(board, before, team?.id ?? null) : null;
  return <TeamStanding board={board} own={team} gain={gain} className="mb-6" />;
}
