/**
 * One activity on the projector. Open: the question, what one may choose, how many have. Shown: bars. Nothing here hints
 * at a hidden result: options keep the host's order and have no length.
 */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { type CSSProperties, useEffect, useState } from 'react';
import { Countdown } from '#/components/countdown.tsx';
import { Seats, seatPlan } from '#/components/seats.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type Option, optionIdOf, optionsOf } from './options.ts';
import { barValue, type ResultBar, resultBars } from './result-bars.tsx';
import { type ScreenLayout, screenLayout } from './screen-pages.ts';

const PAGE_MS = 8_000;
const ROWS = 5;
const SEATS = seatPlan(ROWS).length;

export interface ScreenActivityProps {
  readonly activity: ActivityEntity;
  /** `undefined` while the room may not see it. */
  readonly result: ResultEntity | undefined;
  readonly answered: number;
  readonly joined: number;
  readonly zoom: number;
  /** Seats filled by the share that answered. */
  readonly seatsFilled: (seats: number) => number;
}

export function ScreenActivity({
  activity,
  result,
  answered,
  joined,
  zoom,
  seatsFilled,
}: ScreenActivityProps) {
  const options = optionsOf(activity.settings);
  // Nothing counted is no chart: the options stand until somebody answers.
  const bars = result && result.responses > 0 ? resultBars(options, result, result.final) : undefined;
  const items: readonly (Option | ResultBar)[] = bars ?? options;
  const layout = screenLayout(
    { question: activity.title, options: items.map(({ label }) => label) },
    bars === undefined ? 'open' : 'results',
    zoom,
  );
  const page = usePage(layout.pages.length);
  const indexes = layout.pages[page] ?? [];
  const style = {
    // Less than the frame's where that would cut something.
    '--u': `calc(min(1vw, 1.778vh) * ${layout.zoom})`,
    '--question': `calc(var(--u) * ${layout.questionSize})`,
    '--option': `calc(var(--u) * ${layout.optionSize})`,
    '--pad': `calc(var(--u) * ${layout.density.pad})`,
    '--gap': `calc(var(--u) * ${layout.density.gap})`,
    '--bar': `calc(var(--u) * ${layout.density.bar})`,
  } as CSSProperties;

  return (
    <div style={style} className="flex min-h-0 flex-1 flex-col">
      <header className="px-[calc(var(--u)*5)] pt-[calc(var(--u)*3.6)]">
        <h1
          dir="auto"
          className="text-(length:--question) leading-[1.1] font-[640] tracking-[-0.03em] wrap-words"
        >
          {activity.title}
        </h1>
      </header>
      <main className="flex min-h-0 flex-1 gap-[calc(var(--u)*5)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*2.4)] pb-[calc(var(--u)*1)]">
        {bars === undefined ? (
          <>
            <OpenOptions options={pick(options, indexes)} isClosed={activity.state === 'closed'} />
            <Answered {...{ activity, answered, joined, seatsFilled }} />
          </>
        ) : (
          <Bars bars={pick(bars, indexes)} rightId={optionIdOf(activity.correct)} />
        )}
      </main>
      <PageNote layout={layout} page={page} total={items.length} />
    </div>
  );
}

function OpenOptions({ options, isClosed }: { options: readonly Option[]; isClosed: boolean }) {
  return (
    <ul className="flex min-w-0 flex-1 flex-col justify-center gap-(--gap)">
      {options.map(({ id, key, label }) => (
        <li
          key={id}
          className={cn(
            'flex items-center gap-[calc(var(--u)*1.6)] rounded-[calc(var(--u)*1.3)] border-[length:max(2px,calc(var(--u)*0.15))] border-border px-[calc(var(--u)*1.8)] py-(--pad) text-(length:--option) leading-[1.12] font-[540] tracking-[-0.015em]',
            !isClosed && 'bg-card',
          )}
        >
          <span className="grid size-[1.45em] shrink-0 place-items-center rounded-[calc(var(--u)*0.9)] bg-secondary text-[0.86em] font-[680]">
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

function Answered({
  activity,
  answered,
  joined,
  seatsFilled,
}: Pick<ScreenActivityProps, 'activity' | 'answered' | 'joined' | 'seatsFilled'>) {
  const isOpen = activity.state === 'open';
  return (
    <div className="flex w-[calc(var(--u)*30)] shrink-0 flex-col justify-center text-center">
      <Seats rows={ROWS} filled={seatsFilled(SEATS)} fill="primary" />
      <p className="mt-[calc(var(--u)*1.2)] text-[calc(var(--u)*7.5)] leading-none font-bold tracking-[-0.04em]">
        {formatCount(answered)}
      </p>
      <p className="mt-[calc(var(--u)*0.7)] text-[calc(var(--u)*2.1)] font-medium text-muted-foreground">
        {isOpen && joined > 0
          ? m.screen_of_answered({ total: formatCount(Math.max(joined, answered)) })
          : m.screen_answers_word(counted(answered))}
      </p>
      {isOpen && activity.closesAt !== null && (
        <Countdown
          endsAt={activity.closesAt}
          className="mt-[calc(var(--u)*1.4)] text-[calc(var(--u)*3.4)] font-bold [&_svg]:size-[0.8em]"
        />
      )}
    </div>
  );
}

function Bars({ bars, rightId }: { bars: readonly ResultBar[]; rightId: string | null }) {
  return (
    <ul className="flex min-w-0 flex-1 flex-col justify-evenly">
      {bars.map((bar) => (
        <li key={bar.id}>
          <div className="mb-(--pad) flex items-baseline gap-[calc(var(--u)*1.2)]">
            <span className="flex min-w-0 flex-1 gap-[0.6em] text-(length:--option) leading-[1.12] font-[530] tracking-[-0.015em]">
              <span className="font-semibold text-muted-foreground">{bar.key}</span>
              <span dir="auto" className="min-w-0 wrap-words">
                {bar.label}
              </span>
              {bar.id === rightId && (
                <span className="inline-flex shrink-0 items-center gap-[0.35em] self-center text-[calc(var(--u)*1.9)] font-[620] text-success">
                  <Check aria-hidden="true" strokeWidth={3} className="size-[1.1em]" />
                  {m.right_answer()}
                </span>
              )}
            </span>
            {bar.percent !== null && (
              <span className="text-end text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
                {formatCount(bar.count)}
              </span>
            )}
            <span className="min-w-[calc(var(--u)*6.6)] text-end text-[calc(var(--u)*3.1)] font-bold tracking-[-0.02em]">
              {barValue(bar)}
            </span>
          </div>
          <div
            aria-hidden="true"
            className={cn(
              'h-(--bar) overflow-hidden rounded-[calc(var(--u)*0.4)] bg-track',
              bar.id === rightId &&
                'outline-[length:calc(var(--u)*0.2)] outline-offset-[calc(var(--u)*0.2)] outline-success',
            )}
          >
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

function PageNote({ layout, page, total }: { layout: ScreenLayout; page: number; total: number }) {
  const indexes = layout.pages[page] ?? [];
  if (layout.pages.length < 2) return null;
  const [from = 0, to = from] = [indexes[0], indexes.at(-1)];
  return (
    <p className="absolute end-[calc(var(--u)*5)] top-[calc(var(--u)*1.2)] text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
      {from === to
        ? m.screen_page_one({ place: formatCount(from + 1), total: formatCount(total) })
        : m.screen_page({ from: formatCount(from + 1), to: formatCount(to + 1), total: formatCount(total) })}
    </p>
  );
}

/** Turns by itself, and by the arrow keys, after which it waits its full time again. */
function usePage(count: number): number {
  const [turned, setTurned] = useState(0);
  useEffect(() => {
    if (count < 2) return;
    const timer = setTimeout(() => setTurned(turned + 1), PAGE_MS);
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'PageDown') setTurned(turned + 1);
      if (key === 'ArrowLeft' || key === 'PageUp') setTurned(turned - 1);
    };
    document.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', press);
    };
  }, [count, turned]);
  return ((turned % count) + count) % count;
}

function pick<Item>(items: readonly Item[], indexes: readonly number[]): Item[] {
  return indexes.flatMap((index) => items[index] ?? []);
}
