/** Points on a phone: what is left stands above the options, each option has its stepper, and Send waits for the last point. */
import type { PointsAnswer, PointsSettings } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { dropDraft } from '../../parts/local-drafts.ts';
import { SendBar } from '../../parts/send-bar.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { AttendeeKind, AttendeeProps, OpenProps, ResultProps } from '../kind.ts';
import { PointsBars, pointsBars, pointsValue } from './bars.tsx';
import { type Points, pointsLeft, stepOf, untouchedOf, withPoints, withRest } from './sharing.ts';

export const attendee: AttendeeKind<PointsSettings, PointsAnswer> = {
  hint: ({ total }) => m.points_hint({ total: formatCount(total) }),
  announceOpen: (title, { total, options }) =>
    m.points_new({ title, total: formatCount(total), count: formatCount(options.length) }),
  describeAnswer: ({ options }, { points }) =>
    options
      .filter(({ id }) => points[id])
      .map(({ id, label }) => m.points_pair({ label, value: formatCount(points[id] ?? 0) }))
      .join(', '),
  describeResult({ settings }, result, answer) {
    const list = pointsBars(settings as PointsSettings, result)
      .map((bar) => {
        const own = answer?.points[bar.id];
        const said = { label: bar.label, value: pointsValue(bar) };
        return own
          ? m.points_result_said_own({ ...said, count: formatCount(own) })
          : m.points_result_said(said);
      })
      .join(' ');
    return m.results_said({ list });
  },
  verdict: () => null,
  Open,
  Closed,
  Result,
};

const STICKY_FROM_OPTIONS = 9;
const LONG_FROM = 60;
/** As many as there can be. Too many are kept and said: taking them away is for the person to do. */
const TYPED_MAX = 1_000;

function Open({
  settings,
  own,
  draftKey,
  respond,
  mayAnswer,
  titleId,
}: OpenProps<PointsSettings, PointsAnswer>) {
  const ids = settings.options.map(({ id }) => id);
  const local = useLocalAnswer<PointsAnswer>(draftKey, own, ({ points }) =>
    Object.keys(points).every((id) => ids.includes(id)),
  );
  const points = local.answer?.points ?? {};
  const left = pointsLeft(settings, points);
  const set = (next: Points) => {
    // All taken away again is nothing that waits to be sent.
    if (own.answer === null && Object.keys(next).length === 0) dropDraft(draftKey);
    else local.set({ points: next });
  };
  if (!mayAnswer) {
    return (
      <>
        <Left settings={settings} points={points} />
        <Rows settings={settings} points={points} />
      </>
    );
  }
  return (
    <>
      <Left settings={settings} points={points} isSticky={ids.length >= STICKY_FROM_OPTIONS} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div role="group" aria-labelledby={titleId} className="flex flex-col gap-2.5">
        {settings.options.map(({ id, label }) => {
          const value = points[id] ?? 0;
          return (
            <div
              key={id}
              className="flex min-h-16.5 flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border-[1.5px] border-border bg-card py-2.5 ps-4 pe-2.5 shadow-xs"
            >
              <span
                dir="auto"
                className={cn(
                  'min-w-0 flex-1 text-start text-opt wrap-words',
                  // A long one has the line for itself.
                  label.length > LONG_FROM ? 'basis-full' : 'basis-30',
                )}
              >
                {label}
              </span>
              <Stepper
                className="ms-auto w-40 grow-0"
                value={value}
                min={0}
                max={value + Math.max(0, left)}
                typedMax={TYPED_MAX}
                step={stepOf(settings)}
                label={m.points_for({ label })}
                lessLabel={m.points_less({ label })}
                moreLabel={m.points_more({ label })}
                said={saidOf(label, value, left, settings.total)}
                onChange={(next) => set(withPoints(points, id, next))}
              />
            </div>
          );
        })}
      </div>
      <RestEvenly settings={settings} points={points} onShare={set} />
      <SendBar
        own={own}
        mayAnswer
        isChanged={local.isChanged}
        label={m.points_send()}
        missing={missingOf(left, settings.total)}
        saved={m.points_saved.parts()}
        onSend={() => respond({ points })}
      />
    </>
  );
}

/** Always as high, so that nothing jumps under a thumb that gives the last point. */
function RestEvenly({
  settings,
  points,
  onShare,
}: {
  settings: PointsSettings;
  points: Points;
  onShare: (points: Points) => void;
}) {
  const isUseful = pointsLeft(settings, points) > 0 && untouchedOf(settings, points).length > 0;
  return (
    <div className="mt-1 min-h-11">
      {isUseful && (
        <Button
          variant="quiet"
          size="tap"
          className="-ms-2 px-2"
          onClick={() => onShare(withRest(settings, points))}
        >
          {m.points_even()}
        </Button>
      )}
    </div>
  );
}

function saidOf(label: string, given: number, left: number, total: number): string {
  const value = formatCount(given);
  if (left === 0) return m.points_said_all({ label, value, total: formatCount(total) });
  const inputs = { label, value, ...counted(Math.abs(left)) };
  return left > 0 ? m.points_said(inputs) : m.points_said_over(inputs);
}

function missingOf(left: number, total: number): string | null {
  if (left === 0) return null;
  return left > 0 ? m.points_missing({ total: formatCount(total) }) : m.points_take(counted(-left));
}

/** "15 of 100 points left", and a piece of the bar for each option. */
function Left({
  settings,
  points,
  isSticky = false,
}: {
  settings: PointsSettings;
  points: Points;
  isSticky?: boolean;
}) {
  const { options, total } = settings;
  const left = pointsLeft(settings, points);
  return (
    <div
      className={cn(
        'mb-4',
        isSticky &&
          'sticky top-0 z-10 -mx-[min(1.25rem,20px)] mb-2 bg-background px-[min(1.25rem,20px)] py-2',
      )}
    >
      <p
        className={cn(
          'text-[0.9375rem] leading-7 font-medium [&_b]:me-1 [&_b]:text-2xl [&_b]:leading-7 [&_b]:font-[660]',
          left < 0 ? 'text-destructive' : 'text-muted-foreground [&_b]:text-foreground',
        )}
      >
        <Rich
          parts={
            left < 0
              ? m.points_over.parts(counted(-left))
              : m.points_left.parts({ count: formatCount(left), total: formatCount(total) })
          }
        />
      </p>
      <div aria-hidden="true" className="mt-1.5 flex h-2 gap-0.5 overflow-hidden rounded-[4px] bg-track">
        {options.map(({ id }) =>
          points[id] ? (
            <div
              key={id}
              className={cn('h-full min-w-0', left < 0 ? 'bg-destructive' : 'bg-primary')}
              style={{ width: `${(100 * points[id]) / Math.max(total, total - left)}%` }}
            />
          ) : null,
        )}
      </div>
    </div>
  );
}

function Closed({ settings, own }: AttendeeProps<PointsSettings, PointsAnswer>) {
  const lost = own.status === 'too-late' ? own.attempted : null;
  return <Rows settings={settings} points={(lost ?? own.answer)?.points ?? {}} isLost={lost !== null} />;
}

/** The options with the own points, for reading. */
function Rows({
  settings,
  points,
  isLost = false,
}: {
  settings: PointsSettings;
  points: Points;
  isLost?: boolean;
}) {
  return (
    <ul className="flex flex-col gap-2.5">
      {settings.options.map(({ id, label }) => (
        <li
          key={id}
          className={cn(
            'flex min-h-13 flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-xl border-[1.5px] px-4 py-2.5',
            points[id] && !isLost ? 'border-primary bg-accent' : 'border-border',
          )}
        >
          <span dir="auto" className="min-w-0 flex-1 basis-30 text-start text-opt wrap-words">
            {label}
          </span>
          {points[id] !== undefined && isLost && <Badge>{m.not_counted()}</Badge>}
          <span className="ms-auto text-lg font-[620] tabular-nums">{formatCount(points[id] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

function Result({ settings, result, own }: ResultProps<PointsSettings, PointsAnswer>) {
  return <PointsBars bars={pointsBars(settings, result)} mine={own.answer?.points} />;
}
