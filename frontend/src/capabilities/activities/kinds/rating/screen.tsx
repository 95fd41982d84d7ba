/**
 * A rating on the projector. One or two statements: columns with the mean on a dot scale; more: dot scales with the share
 * of each value, as many on a page as have room.
 */
import type { RatingSettings, ResultEntity } from '@plenum/protocol';
import { Star } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import { formatCount, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { DotScale } from '../../parts/dot-scale.tsx';
import { Histogram } from '../../parts/histogram.tsx';
import { pick, ScreenOptions } from '../../parts/screen-options.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { endsOf, formatMean, type ItemResult, itemResults, valueName, valuesOf } from './scale.ts';

const COLUMNS_ITEMS_MAX = 2;
const ROWS_MAX = 6;
/** Of what is left below a question of one line, in u. */
const ROOM_U = 34;
const ROW_TEXT_U = 2.3;
const ROW_LABEL_U = 36;
const ROW_LEAST_U = 5.6;
/** A longer question takes a second line. */
const QUESTION_LINE_LETTERS = 41;
const QUESTION_LINE_U = 4.5;
/** Beside the seats. */
const OPEN_LINE_LETTERS = 30;
const OPEN_LINES_MAX = 4;
/** Advance of an average letter, in em. */
const LETTER_EM = 0.53;
/** A line breaks before its end. */
const RAGGED = 0.92;
/** Longer statements take the room of the columns below them: each has a page. */
const SHORT_LABEL = 60;
/** Longer words do not fit under the columns of two statements. */
const SHORT_WORD = 10;

export const screen: ScreenKind<RatingSettings> = {
  list({ title }, settings, result) {
    const { items, scale, words } = settings;
    const labels = items.map(({ label }) => label).filter((label) => label !== '');
    if (result === undefined) return { texts: labels.length === 0 && scale === 'words' ? words : labels };
    if (labels.length <= COLUMNS_ITEMS_MAX) {
      const isNarrow =
        labels.some((label) => label.length > SHORT_LABEL) ||
        (scale === 'words' && words.some((word) => word.length > SHORT_WORD));
      return { texts: items.map(({ label }) => label), perPage: isNarrow ? 1 : COLUMNS_ITEMS_MAX };
    }
    return { texts: labels, perPage: rowsPerPage(labels, title) };
  },
  Open,
  Result,
};

/** The most rows for which every page has room: pages are filled evenly, in order. */
export function rowsPerPage(labels: readonly string[], question: string): number {
  const room = ROOM_U - ([...question].length > QUESTION_LINE_LETTERS ? QUESTION_LINE_U : 0);
  const heights = labels.map((label) => {
    const lines = Math.ceil(([...label].length * LETTER_EM * ROW_TEXT_U) / (ROW_LABEL_U * RAGGED));
    return Math.max(ROW_LEAST_U, lines * ROW_TEXT_U * 1.15 + 1);
  });
  for (let pages = Math.ceil(labels.length / ROWS_MAX); pages < labels.length; pages++) {
    const size = Math.ceil(labels.length / pages);
    const fits = labels.every((_, start) => {
      if (start % size !== 0) return true;
      return heights.slice(start, start + size).reduce((sum, height) => sum + height, 0) <= room;
    });
    if (fits) return size;
  }
  return 1;
}

function Open({ activity, settings, indexes }: ScreenProps<RatingSettings>) {
  const labels = settings.items.map(({ label }) => label).filter((label) => label !== '');
  const isWordsList = labels.length === 0 && settings.scale === 'words';
  const texts = isWordsList ? settings.words : labels;
  const options = texts.map((label, index) => ({
    id: `${index}`,
    label,
    key: formatCount(index + 1),
  }));
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center gap-[calc(var(--u)*2)]">
      {options.length > 0 && (
        <div className="flex min-h-0 flex-col">
          <ScreenOptions
            options={pick(options, indexes)}
            isClosed={activity.state === 'closed'}
            hasKeys={isWordsList}
          />
        </div>
      )}
      {!isWordsList && hasRoomForScale(pick(texts, indexes), activity.title) && (
        <EmptyScale settings={settings} isAlone={options.length === 0} />
      )}
    </div>
  );
}

/** Under statements of four lines in all, or fewer below a long question: a statement on two lines is less high than two. */
function hasRoomForScale(statements: readonly string[], question: string): boolean {
  const lines = statements.reduce((sum, text) => sum + Math.ceil([...text].length / OPEN_LINE_LETTERS), 0);
  return lines + ([...question].length > QUESTION_LINE_LETTERS ? 1 : 0) <= OPEN_LINES_MAX;
}

/** What can be given, without any hint of what was. */
function EmptyScale({ settings, isAlone }: { settings: RatingSettings; isAlone: boolean }) {
  const { low, high } = endsOf(settings);
  return (
    <div className="text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
      {settings.scale !== 'words' && (
        <div className="flex gap-[calc(var(--u)*0.6)]">
          {valuesOf(settings).map((value) => (
            <span
              key={value}
              className={cn(
                'grid min-w-0 flex-1 place-items-center rounded-[calc(var(--u)*1)] border-[length:max(2px,calc(var(--u)*0.15))] border-border bg-card leading-none font-[620] text-foreground',
                isAlone
                  ? 'py-[calc(var(--u)*2.2)] text-[calc(var(--u)*3.1)]'
                  : 'py-[calc(var(--u)*0.9)] text-[calc(var(--u)*2.3)]',
              )}
            >
              {settings.scale === 'stars' ? (
                <Star aria-hidden="true" className="size-[1.2em]" strokeWidth={1.75} />
              ) : (
                formatCount(value)
              )}
            </span>
          ))}
        </div>
      )}
      <div className="mt-[calc(var(--u)*0.6)] flex justify-between gap-[calc(var(--u)*2)]">
        <span dir="auto">{low}</span>
        <span dir="auto" className="text-end">
          {high}
        </span>
      </div>
    </div>
  );
}

function Result({ settings, result, indexes }: ScreenProps<RatingSettings> & { result: ResultEntity }) {
  const items = itemResults(settings, result);
  if (items.length <= COLUMNS_ITEMS_MAX) {
    return (
      <div className="flex min-w-0 flex-1 gap-[calc(var(--u)*7)]">
        {pick(items, indexes).map((item) => (
          <Columns key={item.id} item={item} settings={settings} />
        ))}
      </div>
    );
  }
  return <Rows items={pick(items, indexes)} settings={settings} />;
}

function Mean({ mean }: { mean: number }) {
  return (
    <span className="ms-auto flex shrink-0 items-baseline gap-[calc(var(--u)*1.2)] text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
      {m.scale_mean()}
      <b className="text-[calc(var(--u)*3.1)] leading-[1.15] font-bold tracking-[-0.02em] text-foreground">
        {formatMean(mean)}
      </b>
    </span>
  );
}

function Columns({ item, settings }: { item: ItemResult; settings: RatingSettings }) {
  const { low, high } = endsOf(settings);
  const hasWords = settings.scale === 'words';
  return (
    <section className="flex min-w-0 flex-1 flex-col">
      <div className="flex items-baseline gap-[calc(var(--u)*1.2)]">
        <span
          dir="auto"
          className="min-w-0 flex-1 text-start text-(length:--option) leading-[1.12] font-[530] tracking-[-0.015em] wrap-words"
        >
          {item.label}
        </span>
        {item.mean !== null && <Mean mean={item.mean} />}
      </div>
      <Histogram
        label={item.label}
        columns={item.columns}
        full={item.full}
        // Lower ones say nothing: then all is drawn smaller.
        className="mt-[calc(var(--u)*1)] min-h-[calc(var(--u)*8)] flex-1 text-[calc(var(--u)*2)]"
      />
      <DotScale
        value={item.mean}
        min={settings.min}
        max={settings.max}
        isUnderColumns
        className="mt-[calc(var(--u)*0.3)] shrink-0 text-[calc(var(--u)*2)]"
      />
      <div
        aria-hidden="true"
        className="mt-[calc(var(--u)*0.4)] text-[calc(var(--u)*1.9)] leading-[1.15] font-medium text-muted-foreground"
      >
        <div className="flex gap-[calc(var(--u)*0.4)]">
          {item.columns.map(({ key, said }) => (
            <span key={key} dir="auto" className="min-w-0 flex-1 text-center wrap-words hyphens-auto">
              {hasWords ? said : formatCount(Number(key))}
            </span>
          ))}
        </div>
        {!hasWords && (low !== '' || high !== '') && (
          <div className="flex justify-between gap-[calc(var(--u)*2)]">
            <span dir="auto">{low}</span>
            <span dir="auto" className="text-end">
              {high}
            </span>
          </div>
        )}
      </div>
    </section>
  );
}

/** Label, shares above their marks, dot, mean. The names of the values stand once, above all. */
function Rows({ items, settings }: { items: readonly ItemResult[]; settings: RatingSettings }) {
  const { low, high } = endsOf(settings);
  const grid =
    'grid grid-cols-[calc(var(--u)*36)_1fr_calc(var(--u)*9)] items-center gap-[calc(var(--u)*2.4)]';
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div
        aria-hidden="true"
        className={`${grid} text-[calc(var(--u)*1.9)] leading-[1.15] font-medium text-muted-foreground`}
      >
        <span />
        <div className="flex justify-between gap-[calc(var(--u)*2)]">
          <span dir="auto">
            {low === ''
              ? valueName(settings, settings.min)
              : m.rating_low({ value: formatCount(settings.min), text: low })}
          </span>
          <span dir="auto" className="text-end">
            {high === ''
              ? valueName(settings, settings.max)
              : m.rating_high({ value: formatCount(settings.max), text: high })}
          </span>
        </div>
        <span className="text-end">{m.scale_mean()}</span>
      </div>
      <ul className="flex min-h-0 flex-1 flex-col justify-evenly">
        {items.map((item) => (
          <li key={item.id} className={grid}>
            <span
              dir="auto"
              className="text-start text-[calc(var(--u)*2.3)] leading-[1.15] font-[530] tracking-[-0.015em] wrap-words"
            >
              {item.label}
            </span>
            <div>
              <ul className="flex text-[calc(var(--u)*1.9)] leading-[1.15] font-medium text-muted-foreground">
                {item.columns.map(({ key, said, count, percent }) => (
                  <li key={key} className="min-w-0 flex-1 text-center">
                    <span className="sr-only">{said}: </span>
                    {percent === null ? formatCount(count) : formatPercent(percent, count)}
                  </li>
                ))}
              </ul>
              <DotScale
                value={item.mean}
                min={settings.min}
                max={settings.max}
                isUnderColumns
                className="mt-[calc(var(--u)*0.3)] text-[calc(var(--u)*1.9)]"
              />
            </div>
            <b className="text-end text-[calc(var(--u)*3.1)] leading-[1.15] font-bold tracking-[-0.02em]">
              {item.mean === null ? '–' : formatMean(item.mean)}
            </b>
          </li>
        ))}
      </ul>
    </div>
  );
}
