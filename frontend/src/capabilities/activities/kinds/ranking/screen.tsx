/** Ranking on the projector: options as cards; then by average place on a scale from first to last. */
import type { RankingSettings, ResultEntity } from '@plenum/protocol';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { optionsOf } from '../../parts/options.ts';
import { pick, ScreenOptions } from '../../parts/screen-options.tsx';
import { linesOf, perPageOf, roomUnder } from '../../screen-pages.ts';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { along, formatAverage, formatPlace, type Ranked, rankedOptions } from './places.ts';

/** Two lines in the column of words; with longer ones the words stand above the scale. */
const COLUMN_LETTERS = 30;
const STACKED_MAX = 3;
/** Then the words have this width and size; below them stand how many put it first, and the scale. In u. */
const STACKED_WIDTH_U = 84;
const STACKED_SIZE_U = 2.3;
/** Such long ones are sentences, whose letters are narrower than those of the estimate. */
const NARROW = 0.9;
const STACKED_BELOW_U = 6.8;
/** Names of the places, above all. */
const NAMES_U = 2.3;
/** More names than that under one scale run into each other: then its ends are named. */
const NAMED_MAX = 8;

export const screen: ScreenKind<RankingSettings> = {
  list({ title }, settings, result) {
    const items = result === undefined ? optionsOf(settings) : rankedOptions(settings, result);
    const texts = items.map(({ label }) => label);
    if (result === undefined || !isStacked(settings)) return { texts };
    const heights = texts.map(
      (text) =>
        linesOf(text, STACKED_SIZE_U * NARROW, STACKED_WIDTH_U) * STACKED_SIZE_U * 1.15 + STACKED_BELOW_U,
    );
    return { texts, perPage: perPageOf(heights, roomUnder(title) - NAMES_U, STACKED_MAX) };
  },
  Open,
  Result,
};

function isStacked({ options }: RankingSettings): boolean {
  return options.some(({ label }) => label.length > COLUMN_LETTERS);
}

function Open({ activity, settings, indexes }: ScreenProps<RankingSettings>) {
  return (
    <ScreenOptions
      options={pick(optionsOf(settings), indexes)}
      isClosed={activity.state === 'closed'}
      hasKeys={false}
    />
  );
}

const columns =
  'grid grid-cols-[calc(var(--u)*4.4)_calc(var(--u)*22)_1fr_calc(var(--u)*9)] items-center gap-x-[calc(var(--u)*1.6)]';
const stackedColumns =
  'grid grid-cols-[calc(var(--u)*4.4)_1fr_calc(var(--u)*9)] items-center gap-x-[calc(var(--u)*1.6)]';

function Result({ settings, result, indexes }: ScreenProps<RankingSettings> & { result: ResultEntity }) {
  const ranked = rankedOptions(settings, result);
  const total = settings.options.length;
  const isLong = isStacked(settings);
  const hasAverage = ranked.some(({ average }) => average !== null);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      {hasAverage && (
        <div
          aria-hidden="true"
          className={cn(
            isLong ? stackedColumns : columns,
            'h-[calc(var(--u)*2.3)] text-[calc(var(--u)*1.9)] font-medium text-muted-foreground',
          )}
        >
          <PlaceNames total={total} className={isLong ? 'col-start-2' : 'col-start-3'} />
          <span className="text-end">{m.ranking_average()}</span>
        </div>
      )}
      <ol className="flex min-h-0 flex-1 flex-col justify-evenly">
        {pick(ranked, indexes).map((option) => (
          <Row key={option.id} option={option} total={total} isLong={isLong} />
        ))}
      </ol>
    </div>
  );
}

function Row({ option, total, isLong }: { option: Ranked; total: number; isLong: boolean }) {
  const { place, label, average, first } = option;
  return (
    <li className={isLong ? stackedColumns : columns}>
      <span className="text-[calc(var(--u)*4.1)] leading-[1.1] font-bold tracking-[-0.03em]">
        {place !== null && formatCount(place)}
      </span>
      <span
        className={cn(
          'min-w-0 leading-[1.15] font-[540] tracking-[-0.015em]',
          isLong ? 'col-span-2 text-[calc(var(--u)*2.3)]' : 'text-(length:--option)',
          // Without a scale beside them the words have the room.
          average === null && 'col-span-full col-start-2',
        )}
      >
        <span dir="auto" className="block wrap-words">
          {label}
        </span>
        <span className="block text-[calc(var(--u)*1.9)] font-medium tracking-normal text-muted-foreground">
          {m.ranking_first_for({ count: formatCount(first) })}
        </span>
      </span>
      {average !== null && (
        <>
          <Scale place={average} total={total} className={isLong ? 'col-start-2' : undefined} />
          <span className="text-end text-[calc(var(--u)*3.1)] leading-[1.15] font-bold tracking-[-0.02em]">
            {formatAverage(average)}
          </span>
        </>
      )}
    </li>
  );
}

function PlaceNames({ total, className }: { total: number; className: string }) {
  const places = Array.from({ length: total }, (_, index) => index + 1);
  const named = total <= NAMED_MAX ? places : [1, total];
  return (
    <div className={cn('relative mx-[calc(var(--u)*1.3)] h-full', className)}>
      {named.map((place) => (
        <span
          key={place}
          className={cn(
            'absolute whitespace-nowrap',
            // The first begins where the dot does; the others stand over their mark.
            place === 1 ? '-ms-[calc(var(--u)*1.3)]' : '-translate-x-1/2 rtl:translate-x-1/2',
          )}
          style={{ insetInlineStart: `${along(place, total) * 100}%` }}
        >
          {place === 1 ? m.ranking_place_first() : formatPlace(place)}
        </span>
      ))}
    </div>
  );
}

function Scale({
  place,
  total,
  className,
}: {
  place: number;
  total: number;
  className?: string | undefined;
}) {
  return (
    <div
      aria-hidden="true"
      className={cn('relative mx-[calc(var(--u)*1.3)] h-[calc(var(--u)*2.5)]', className)}
    >
      <div className="absolute inset-x-0 top-1/2 h-[calc(var(--u)*0.28)] -translate-y-1/2 rounded-full bg-track" />
      {Array.from({ length: total }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other name.
          key={index}
          className="absolute top-1/2 -ms-[calc(var(--u)*0.14)] h-[calc(var(--u)*1.3)] w-[calc(var(--u)*0.28)] -translate-y-1/2 rounded-full bg-input"
          style={{ insetInlineStart: `${along(index + 1, total) * 100}%` }}
        />
      ))}
      <div
        className="absolute top-1/2 -ms-[calc(var(--u)*1.25)] size-[calc(var(--u)*2.5)] -translate-y-1/2 rounded-full border-[length:calc(var(--u)*0.2)] border-background bg-primary transition-[inset-inline-start] duration-300"
        style={{ insetInlineStart: `${along(place, total) * 100}%` }}
      />
    </div>
  );
}
