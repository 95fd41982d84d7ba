/** A rating on a phone: each statement saves by itself with one tap; arrow keys never vote. */
import type { RatingAnswer, RatingSettings } from '@plenum/protocol';
import { Star } from 'lucide-react';
import { type CSSProperties, useId, useState } from 'react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption } from '../../parts/answer-option.tsx';
import { SaveStatus, StatusBar } from '../../parts/save-status.tsx';
import type { AttendeeKind, AttendeeProps, OpenProps } from '../kind.ts';
import { RatingResult } from './result.tsx';
import { endsOf, formatMean, type ItemResult, itemResults, valueName, valuesOf } from './scale.ts';

type Ratings = RatingAnswer['ratings'];

export const attendee: AttendeeKind<RatingSettings, RatingAnswer> = {
  hint({ scale, items, min, max }) {
    if (items.length > 1) return m.rating_hint_many(counted(items.length));
    if (scale === 'words') return m.choose_one();
    const ends = { min: formatCount(min), max: formatCount(max) };
    return scale === 'stars' ? m.rating_hint_stars(ends) : m.rating_hint_numbers(ends);
  },
  announceOpen(title, { scale, items, min, max, words }) {
    if (items.length > 1) return m.rating_new_many({ title, ...counted(items.length) });
    if (scale === 'words') return m.question_new({ title, count: formatCount(words.length) });
    const inputs = { title, min: formatCount(min), max: formatCount(max) };
    return scale === 'stars' ? m.rating_new_stars(inputs) : m.rating_new(inputs);
  },
  describeAnswer: (settings, { ratings }) =>
    settings.items
      .filter(({ id }) => ratings[id] !== undefined)
      .map(({ id, label }) => {
        const value = valueName(settings, ratings[id] as number);
        return label === '' ? value : m.rating_pair({ label, value });
      })
      .join(', '),
  describeResult(activity, result, answer) {
    const settings = activity.settings as RatingSettings;
    const said = itemResults(settings, result).flatMap((item) => {
      const own = answer?.ratings[item.id];
      const mine = own === undefined ? [] : [m.rating_said_own({ value: valueName(settings, own) })];
      return [itemSaid(settings, item), ...mine];
    });
    return m.results_said({ list: said.join(' ') });
  },
  verdict: () => null,
  Open,
  Closed,
  Result: ({ settings, result, own }) => (
    <RatingResult settings={settings} result={result} mine={own.answer?.ratings} />
  ),
};

/** "It was useful to me: mean 3.7 of 5, from 43 answers." */
function itemSaid(settings: RatingSettings, { label, mean, answers }: ItemResult): string {
  const from = m.answers(counted(answers));
  if (mean === null) return m.results_said_item({ label, value: from }).trim();
  const inputs = { mean: formatMean(mean), max: formatCount(settings.max), answers: from };
  return label === '' ? m.rating_said_one(inputs) : m.rating_said({ label, ...inputs });
}

function Open({ settings, own, respond, mayAnswer, titleId }: OpenProps<RatingSettings, RatingAnswer>) {
  const id = useId();
  // What was tapped last: its status stands below it, where the eye is.
  const [lastId, setLastId] = useState<string | null>(null);
  const ratings = own.answer?.ratings ?? {};
  const { items } = settings;
  const isOne = items.length === 1;
  const rate = (itemId: string, value: number) => {
    setLastId(itemId);
    if (ratings[itemId] !== value) respond({ ratings: inOrder(settings, { ...ratings, [itemId]: value }) });
  };
  const showsStatusBelow = mayAnswer && !isOne && items.some((item) => item.id === lastId);
  return (
    <>
      <div className="flex flex-col">
        {items.map((item) => (
          <div key={item.id}>
            {item.label !== '' && (
              <p
                id={`${id}-${item.id}`}
                dir="auto"
                className="mb-3 text-start text-lg leading-6 font-[560] wrap-words"
              >
                {item.label}
              </p>
            )}
            <ScaleRow
              settings={settings}
              value={ratings[item.id]}
              labelledBy={item.label === '' ? titleId : `${id}-${item.id}`}
              onRate={mayAnswer ? (value) => rate(item.id, value) : undefined}
            />
            {!isOne && (
              // Kept free before it is needed: what stands below must not jump.
              <div className="mt-1 mb-4 min-h-11">
                {mayAnswer && lastId === item.id && <SaveStatus own={own} saved={savedOf(settings)} />}
              </div>
            )}
          </div>
        ))}
      </div>
      {!isOne && (
        <p className="text-sm text-muted-foreground">
          {m.rating_progress({
            done: formatCount(items.filter((item) => ratings[item.id] !== undefined).length),
            total: formatCount(items.length),
          })}
        </p>
      )}
      {!showsStatusBelow && <StatusBar own={own} mayAnswer={mayAnswer} />}
    </>
  );
}

function savedOf({ scale }: RatingSettings) {
  if (scale === 'words') return m.saved.parts();
  return scale === 'stars' ? m.rating_saved_stars.parts() : m.rating_saved.parts();
}

/** As the statements stand, so that equal answers look equal. */
function inOrder({ items }: RatingSettings, ratings: Ratings): Ratings {
  return Object.fromEntries(
    items.flatMap(({ id }) => (ratings[id] === undefined ? [] : [[id, ratings[id] as number]])),
  );
}

interface ScaleRowProps {
  readonly settings: RatingSettings;
  readonly value: number | undefined;
  readonly labelledBy: string;
  /** Absent: it can no longer be rated, and its values are no buttons. */
  readonly onRate?: ((value: number) => void) | undefined;
}

function ScaleRow({ settings, value, labelledBy, onRate }: ScaleRowProps) {
  const values = valuesOf(settings);
  if (settings.scale === 'words') {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading.
      <div role="group" aria-labelledby={labelledBy} className="flex flex-col gap-2.5">
        {values.map((one) => (
          <AnswerOption
            key={one}
            optionKey={formatCount(one)}
            label={valueName(settings, one)}
            isChosen={one === value}
            onChoose={onRate && (() => onRate(one))}
          />
        ))}
      </div>
    );
  }
  const { low, high } = endsOf(settings);
  const count = values.length;
  // 44 px each: more than six of them stand in two rows on a phone.
  const narrow = count <= 6 ? count : Math.ceil(count / 2);
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div
        role="group"
        aria-labelledby={labelledBy}
        className="grid grid-cols-[repeat(var(--narrow),minmax(0,1fr))] gap-1.5 min-[360px]:gap-2 sm:grid-cols-[repeat(var(--wide),minmax(0,1fr))] sm:gap-1.5"
        style={{ '--narrow': narrow, '--wide': count } as CSSProperties}
      >
        {values.map((one) => (
          <ScaleValue
            key={one}
            label={endName(settings, one)}
            isChosen={one === value}
            isFilled={settings.scale === 'stars' && value !== undefined && one <= value}
            onChoose={onRate && (() => onRate(one))}
          >
            {settings.scale === 'stars' ? null : formatCount(one)}
          </ScaleValue>
        ))}
      </div>
      {(low !== '' || high !== '') && (
        <div
          aria-hidden="true"
          className="mt-2 flex justify-between gap-4 text-[0.9375rem] leading-5 text-muted-foreground"
        >
          <span dir="auto" className="min-w-0 wrap-words">
            {low !== '' && m.rating_low({ value: formatCount(settings.min), text: low })}
          </span>
          <span dir="auto" className="min-w-0 text-end wrap-words">
            {high !== '' && m.rating_high({ value: formatCount(settings.max), text: high })}
          </span>
        </div>
      )}
    </div>
  );
}

/** An end says what it means, where something is said: "1 not at all". */
function endName(settings: RatingSettings, value: number): string {
  const { low, high } = endsOf(settings);
  const text = value === settings.min ? low : value === settings.max ? high : '';
  const name = valueName(settings, value);
  return text === '' ? name : m.rating_low({ value: name, text });
}

function ScaleValue({
  label,
  isChosen,
  isFilled,
  onChoose,
  children,
}: {
  label: string;
  isChosen: boolean;
  isFilled: boolean;
  onChoose?: (() => void) | undefined;
  /** A star where there is nothing. */
  children: string | null;
}) {
  const isStar = children === null;
  const shape = cn(
    'grid min-h-15 min-w-0 place-items-center rounded-xl border-[1.5px] text-xl font-[600] tabular-nums short:min-h-13',
    isChosen && !isStar
      ? 'border-primary bg-primary text-primary-foreground'
      : isFilled
        ? 'border-primary bg-accent'
        : 'border-border bg-card',
    isChosen && isStar && 'ring-1 ring-primary',
  );
  const face = isStar ? (
    <Star
      aria-hidden="true"
      className={cn('size-6.5', isFilled ? 'fill-primary text-primary' : 'text-muted-foreground')}
      strokeWidth={1.75}
    />
  ) : (
    children
  );
  if (onChoose === undefined) {
    return (
      <div className={shape}>
        <span aria-hidden="true">{face}</span>
        {isChosen && <span className="sr-only">{m.rating_own({ value: label })}</span>}
      </div>
    );
  }
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cn(
        shape,
        'shadow-xs transition-[background-color,border-color,transform] hover:border-input active:scale-[0.97] active:duration-[80ms]',
      )}
    >
      {face}
    </button>
  );
}

/** Each statement with what I gave it. */
function Closed({ settings, own }: AttendeeProps<RatingSettings, RatingAnswer>) {
  const mine = own.answer?.ratings ?? {};
  const lost = own.status === 'too-late' ? (own.attempted?.ratings ?? {}) : {};
  return (
    <ul className="flex flex-col gap-4">
      {settings.items.map(({ id, label }) => (
        <li key={id}>
          {label !== '' && (
            <p dir="auto" className="mb-1.5 text-start text-lg leading-6 font-[560] wrap-words">
              {label}
            </p>
          )}
          <span className="flex flex-wrap gap-1.5">
            {mine[id] === undefined ? (
              <Badge>{m.rating_skipped()}</Badge>
            ) : (
              <Badge variant="live">{m.rating_own({ value: valueName(settings, mine[id]) })}</Badge>
            )}
            {lost[id] !== undefined && lost[id] !== mine[id] && (
              <Badge>{m.rating_late({ value: valueName(settings, lost[id]) })}</Badge>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
