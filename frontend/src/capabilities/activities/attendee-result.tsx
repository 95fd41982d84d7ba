/** The result on a phone, as far as this person may see it. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { useResultFeed } from '#/live/result-feed.tsx';
import { useEntity } from '#/live/use-feed.ts';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { optionIdOf, optionsOf } from './options.ts';
import { barValue, type ResultBar, ResultBars, resultBars } from './result-bars.tsx';

/** The public result, else the one behind the own key; `undefined` while hidden. */
export function useVisibleResult(
  activityId: string,
  activity: ActivityEntity,
  own: OwnAnswerView,
): ResultEntity | undefined {
  const shared = useEntity('result', activityId);
  const mayAsk =
    shared === undefined && activity.resultVisibility === 'after-own-response' && own.status === 'saved';
  const behindKey = useResultFeed(activityId, mayAsk ? own.resultKey : null);
  return shared ?? behindKey;
}

/**
 * Says a final result once, when it comes. While votes come in, numbers are read on demand.
 *
 * @param isNews  The activity itself just came, so whatever it shows is news too.
 */
export function useResultNews(
  bars: readonly ResultBar[] | null,
  mineId: string | null,
  isNews: boolean,
): void {
  const wasSaid = useRef(bars !== null && !isNews);
  useEffect(() => {
    if (bars === null || wasSaid.current) return;
    wasSaid.current = true;
    const list = bars
      .map((bar) => {
        const inputs = { label: bar.label, value: barValue(bar) };
        return bar.id === mineId ? m.results_said_item_own(inputs) : m.results_said_item(inputs);
      })
      .join(' ');
    announce(m.results_said({ list }));
  }, [bars, mineId]);
}

export interface AttendeeResultProps {
  readonly activity: ActivityEntity;
  /** `undefined` while this person may not see it. */
  readonly result: ResultEntity | undefined;
  readonly mineId: string | null;
  /** Above the bars, while voting goes on. */
  readonly heading?: string;
}

export function AttendeeResult({ activity, result, mineId, heading }: AttendeeResultProps) {
  if (result === undefined) return null;
  const bars = resultBars(optionsOf(activity.settings), result, result.final);
  return (
    <div className="flex flex-col">
      {heading !== undefined && <h2 className="mt-5 mb-4 text-xl">{heading}</h2>}
      {result.responses === 0 ? (
        <p className="text-muted-foreground">{result.final ? m.results_nobody() : m.no_answers_yet()}</p>
      ) : (
        <ResultBars bars={bars} mineId={mineId} rightId={optionIdOf(activity.correct)} className="mt-1" />
      )}
      {result.final && (
        <p className="mt-5.5 flex min-h-11 items-center gap-2.5 border-t border-border pt-3 text-[0.9375rem] leading-5 text-muted-foreground">
          <ShieldCheck aria-hidden="true" className="size-4.75 shrink-0" />
          {m.state_final()}
        </p>
      )}
    </div>
  );
}
