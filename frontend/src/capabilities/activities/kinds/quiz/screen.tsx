/** Quiz question on the projector: three, two, one; then a page of its own against the clock; bars once the answer is shown. */
import type { QuizSettings, ResultEntity } from '@plenum/protocol';
import { useCountdown } from '#/components/countdown.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount, formatCountdown } from '#/lib/format.ts';
import { useEntities } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { haveImages, optionsOf } from '../../parts/options.ts';
import { resultBars } from '../../parts/result-bars.tsx';
import { listOf, pick, ScreenBars, ScreenOptions } from '../../parts/screen-options.tsx';
import { AnsweredOf } from '../../screen-note.tsx';
import type { OpenPageProps, ScreenKind, ScreenProps } from '../kind.ts';
import { cardLayout } from './cards.ts';
import { pickedIds, pointsSentence, questionNumber, wholeMs } from './rules.ts';

const MINUTE_MS = 60_000;

export const screen: ScreenKind<QuizSettings> = {
  list({ correct }, settings, result) {
    const options = optionsOf(settings);
    if (result !== undefined) return listOf(options, 'bars', correct !== undefined);
    return { perPage: cardLayout(options.map(({ label }) => label)).perPage, ...listOf(options, 'options') };
  },
  foot: ({ result, activity, ...counts }) =>
    result === undefined && activity.state === 'open' ? <AnsweredOf {...counts} /> : null,
  Open: ({ activity, settings, indexes }) => (
    <ScreenOptions options={pick(optionsOf(settings), indexes)} isClosed={activity.state === 'closed'} />
  ),
  OpenPage,
  Result,
};

type Props = OpenPageProps<QuizSettings>;

function OpenPage(props: Props) {
  const { opensAt } = props.activity;
  const waitMs = useCountdown(opensAt ?? 0, true);
  if (props.activity.state === 'open' && opensAt !== null && waitMs > 0) {
    return <GetReady {...props} waitMs={waitMs} />;
  }
  return <Question {...props} />;
}

/** The question unseen: whoever looks up reads it from the same moment as every phone. */
function GetReady({ activityId, settings, waitMs }: Props & { waitMs: number }) {
  const number = questionNumber(useEntities('activity'), activityId);
  return (
    <main className="flex min-h-0 flex-1 flex-col items-center justify-center gap-[calc(var(--u)*2)] px-[calc(var(--u)*5)] text-center">
      <p className="text-[calc(var(--u)*2.2)] font-medium text-muted-foreground">
        {m.screen_quiz_number({ number: formatCount(number) })}
      </p>
      <h1 className="text-[calc(var(--u)*4.1)] leading-[1.1] font-[640] tracking-[-0.03em]">
        {m.quiz_ready()}
      </h1>
      <p
        role="timer"
        className="text-[calc(var(--u)*19)] leading-[0.95] font-bold tracking-[-0.05em] text-primary"
      >
        {formatCount(Math.max(1, Math.ceil(waitMs / 1_000)))}
      </p>
      <p className="text-[calc(var(--u)*2.4)] font-medium">{pointsSentence(settings)}</p>
    </main>
  );
}

function Question({ activityId, activity, settings, indexes }: Props) {
  const number = questionNumber(useEntities('activity'), activityId);
  const { closesAt } = activity;
  const leftMs = useCountdown(closesAt ?? 0, true);
  const isRunning = activity.state === 'open' && closesAt !== null;
  const share = isRunning ? Math.min(1, leftMs / wholeMs(activity, settings.seconds)) : 0;
  return (
    <>
      <div aria-hidden="true" className="h-[calc(var(--u)*1)] bg-track motion-reduce:invisible">
        <div
          className="h-full bg-primary transition-[width] duration-250 ease-linear"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <header className="flex gap-[calc(var(--u)*4)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*3)]">
        <div className="min-w-0 flex-1">
          <p className="mb-[calc(var(--u)*1)] text-[calc(var(--u)*2)] font-[520] text-muted-foreground">
            {m.screen_quiz_number({ number: formatCount(number) })}
            {settings.points === 'none'
              ? ` · ${m.quiz_practice()}`
              : settings.isDouble && ` · ${m.quiz_double()}`}
          </p>
          <h1
            dir="auto"
            className="text-(length:--question) leading-[1.1] font-[640] tracking-[-0.03em] wrap-words"
          >
            {activity.title}
          </h1>
        </div>
        {isRunning && leftMs > 0 ? <Clock leftMs={leftMs} /> : <TimeUp />}
      </header>
      <main className="flex min-h-0 flex-1 px-[calc(var(--u)*5)] pt-[calc(var(--u)*2.4)] pb-[calc(var(--u)*2)]">
        <Cards settings={settings} indexes={indexes} isClosed={!isRunning} />
      </main>
    </>
  );
}

function Clock({ leftMs }: { leftMs: number }) {
  const seconds = Math.ceil(leftMs / 1_000);
  const isLong = leftMs >= MINUTE_MS;
  return (
    <p role="timer" className="min-w-[calc(var(--u)*16)] shrink-0 text-end">
      <span
        className={cn(
          'block font-bold tracking-[-0.05em]',
          isLong ? 'text-[calc(var(--u)*9)]' : 'text-[calc(var(--u)*13)]',
          // Behind the size, which would bring its own.
          'leading-[0.86]',
        )}
      >
        {isLong ? formatCountdown(leftMs) : formatCount(seconds)}
      </span>
      <span className="mt-[calc(var(--u)*1)] block text-[calc(var(--u)*2)] font-[520] text-muted-foreground">
        {isLong ? m.screen_time_left() : m.screen_seconds_left({ n: seconds })}
      </span>
    </p>
  );
}

function TimeUp() {
  return (
    <p className="shrink-0 text-end text-[calc(var(--u)*3.1)] leading-[1.1] font-bold">{m.quiz_time_up()}</p>
  );
}

/** Two columns, as large as the page allows. */
function Cards({
  settings,
  indexes,
  isClosed,
}: {
  settings: QuizSettings;
  indexes: readonly number[];
  isClosed: boolean;
}) {
  const options = pick(optionsOf(settings), indexes);
  if (haveImages(options)) return <ScreenOptions options={options} isClosed={isClosed} />;
  return (
    <ul
      className="grid min-h-0 flex-1 grid-cols-2 gap-[calc(var(--u)*1.6)] data-[dense=true]:gap-[calc(var(--u)*1)]"
      data-dense={options.length > 4}
      style={{
        // Equally high unless one needs more.
        gridAutoRows: 'minmax(min-content, 1fr)',
        fontSize: `calc(var(--u) * ${cardLayout(settings.options.map(({ label }) => label)).size})`,
      }}
    >
      {options.map(({ id, key, label }) => (
        <li
          key={id}
          className={cn(
            'flex items-center gap-[0.55em] rounded-[calc(var(--u)*1.4)] border-[length:max(2px,calc(var(--u)*0.15))] border-border px-[calc(var(--u)*2)] py-[calc(var(--u)*0.8)] leading-[1.12] font-[580] tracking-[-0.02em]',
            !isClosed && 'bg-card',
          )}
        >
          <span className="grid size-[1.42em] shrink-0 place-items-center rounded-[0.28em] bg-secondary text-[0.86em] font-[680]">
            {key}
          </span>
          <span dir="auto" className="min-w-0 wrap-words">
            {label}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Result({
  activity,
  settings,
  result,
  indexes,
}: ScreenProps<QuizSettings> & { result: ResultEntity }) {
  const bars = resultBars(optionsOf(settings), result, {
    isSorted: false,
    isOfPeople: settings.choose === 'several',
  });
  return <ScreenBars bars={pick(bars, indexes)} rightIds={pickedIds(activity.correct)} />;
}
