/** What the room answered, on a phone: every option with its share, mine and what is right marked in words. Then where I stand. */
import type { QuizAnswer, QuizSettings } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import { useStanding } from '#/live/standing.ts';
import * as m from '#/paraglide/messages.js';
import { ImageView } from '../../parts/image-view.tsx';
import { optionsOf } from '../../parts/options.ts';
import { barValue, type ResultBar, resultBars } from '../../parts/result-bars.tsx';
import type { AroundProps, ResultProps } from '../kind.ts';
import { pickedIds } from './rules.ts';
import { StandingLine } from './teams.tsx';

/** In the host's order: the room talks about C, and C stays where it was. */
export function Result({ activity, settings, result, own }: ResultProps<QuizSettings, QuizAnswer>) {
  const bars = resultBars(optionsOf(settings), result, {
    isSorted: false,
    isOfPeople: settings.choose === 'several',
  });
  const right = pickedIds(activity.correct);
  const mine = pickedIds(own.answer);
  return (
    <ul className="flex flex-col gap-2.5">
      {bars.map((bar) => (
        <Option key={bar.id} bar={bar} isRight={right.includes(bar.id)} isMine={mine.includes(bar.id)} />
      ))}
    </ul>
  );
}

function Option({ bar, isRight, isMine }: { bar: ResultBar; isRight: boolean; isMine: boolean }) {
  const word = isRight ? (isMine ? m.quiz_right_yours() : m.right_answer()) : isMine ? m.your_answer() : null;
  return (
    <li
      className={cn(
        // In large text the numbers go below the words instead of squeezing them.
        'relative flex min-h-17 flex-wrap items-center gap-x-[12px] gap-y-1 rounded-xl border-[1.5px] px-[14px] pt-2.5 pb-4 text-opt',
        isRight ? 'border-success bg-success-soft' : isMine ? 'border-primary' : 'border-border',
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          'grid size-[min(1.875rem,40px)] shrink-0 place-items-center rounded-[9px] text-sm font-[650]',
          isRight
            ? 'bg-success text-card'
            : isMine
              ? 'bg-primary text-primary-foreground'
              : 'bg-secondary text-muted-foreground',
        )}
      >
        {isRight ? <Check className="size-4.5" strokeWidth={2.6} /> : bar.key}
      </span>
      {bar.image !== undefined && (
        <ImageView image={bar.image} isDecoration className="size-14 shrink-0 rounded-[10px]" />
      )}
      <span className="min-w-0 flex-1 basis-18">
        <span dir="auto" className={cn('block text-start wrap-words', isMine && 'font-[580]')}>
          {bar.label}
        </span>
        {word !== null && (
          <span
            className={cn('block text-sm font-[560]', isRight ? 'text-success' : 'text-accent-foreground')}
          >
            {word}
          </span>
        )}
      </span>
      <span className="ms-auto text-end font-[650] whitespace-nowrap tabular-nums">
        {barValue(bar)}
        {bar.percent !== null && (
          <span className="ms-2 inline-block text-sm font-normal text-muted-foreground">
            {formatCount(bar.count)}
          </span>
        )}
      </span>
      <span
        aria-hidden="true"
        className="absolute inset-x-[14px] bottom-1.5 h-1 overflow-hidden rounded-full bg-track"
      >
        <span
          className={cn('block h-full', isRight ? 'bg-success' : 'bg-primary')}
          style={{ width: `${bar.share * 100}%` }}
        />
      </span>
    </li>
  );
}

export function Bottom({ activity, phase }: AroundProps<QuizSettings, QuizAnswer>) {
  const standing = useStanding() ?? null;
  const explanation = activity.revealed ? (activity.explanation ?? null) : null;
  if (phase !== 'closed') return null;
  return (
    <>
      {explanation !== null && (
        <p dir="auto" className="mt-4 text-muted-foreground wrap-words whitespace-pre-line">
          {explanation}
        </p>
      )}
      {standing !== null && (
        <div className="mt-8">
          <StandingLine {...standing} />
        </div>
      )}
    </>
  );
}
