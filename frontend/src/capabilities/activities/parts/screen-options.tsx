/** Options on the projector: cards while open, in the host's order and without length; bars once shown. */
import type { ImageRef } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { ScreenList } from '../kinds/kind.ts';
import { ImageView } from './image-view.tsx';
import { haveImages, type Option } from './options.ts';
import { barValue, type ResultBar } from './result-bars.tsx';

/** For `ScreenKind.list`: pictures stand in cards, four on a page; words, and pictures with many of them, in rows. */
export function listOf(
  items: readonly { readonly label: string; readonly image?: ImageRef }[],
  shows: 'options' | 'bars',
  hasRight = false,
): ScreenList {
  const texts = items.map(({ label }) => label);
  const width = hasRight ? RIGHT_U : 0;
  if (!haveImages(items)) return { texts, beside: { width, height: 0 } };
  if (shows === 'bars') return { texts, beside: { ...BESIDE_BARS, width: BESIDE_BARS.width + width } };
  return areRows(texts) ? { texts, beside: BESIDE_WORDS } : { texts, perPage: CARDS_PER_PAGE };
}
const CARDS_PER_PAGE = 4;
/** Two lines under a picture; more words stand beside it. */
const CARD_LETTERS = 32;
/** Pictures with their gap, in u. */
const BESIDE_BARS = { width: 11.6, height: 7.5 };
/** "Right answer" beside the words. */
const RIGHT_U = 17;
const BESIDE_WORDS = { width: 13.6, height: 9 };

function areRows(labels: readonly string[]): boolean {
  return labels.some((label) => label.length > CARD_LETTERS);
}

export interface ScreenOptionsProps {
  readonly options: readonly Option[];
  readonly isClosed: boolean;
  /** Letters only where the phones show the same. */
  readonly hasKeys?: boolean;
}

export function ScreenOptions({ options, isClosed, hasKeys = true }: ScreenOptionsProps) {
  const isInRows = areRows(options.map(({ label }) => label));
  if (haveImages(options) && !isInRows) return <ScreenCards {...{ options, isClosed, hasKeys }} />;
  return (
    <ul className="flex min-w-0 flex-1 flex-col justify-center gap-(--gap)">
      {options.map(({ id, key, label, image }) => (
        <li
          key={id}
          className={cn(
            'flex items-center gap-[calc(var(--u)*1.6)] rounded-[calc(var(--u)*1.3)] border-[length:max(2px,calc(var(--u)*0.15))] border-border px-[calc(var(--u)*1.8)] py-(--pad) text-(length:--option) leading-[1.12] font-[540] tracking-[-0.015em]',
            !isClosed && 'bg-card',
          )}
        >
          {image !== undefined && (
            <ImageView
              image={image}
              isEager
              className="-ms-[calc(var(--u)*0.8)] h-[calc(var(--u)*7.5)] w-[calc(var(--u)*12)] shrink-0 rounded-[calc(var(--u)*0.6)]"
            />
          )}
          {hasKeys && (
            <span className="grid h-[1.45em] min-w-[1.45em] shrink-0 place-items-center rounded-[calc(var(--u)*0.9)] px-[0.2em] bg-secondary text-[0.86em] font-[680]">
              {key}
            </span>
          )}
          <span dir="auto" className={cn('min-w-0 wrap-words', !hasKeys && 'py-[0.07em]')}>
            {label}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** With pictures: as large as two by two can be, words below. */
function ScreenCards({ options, isClosed, hasKeys = true }: ScreenOptionsProps) {
  const columns = options.length < 3 ? options.length : Math.ceil(options.length / 2);
  return (
    <ul
      className="grid min-h-0 min-w-0 flex-1 auto-rows-fr gap-[calc(var(--u)*1.3)]"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {options.map(({ id, key, label, image }) => (
        <li
          key={id}
          className={cn(
            'flex min-h-0 flex-col gap-[calc(var(--u)*0.8)] rounded-[calc(var(--u)*1.3)] border-[length:max(2px,calc(var(--u)*0.15))] border-border p-[calc(var(--u)*0.8)]',
            !isClosed && 'bg-card',
          )}
        >
          {image !== undefined && (
            <ImageView image={image} isEager className="min-h-0 flex-1 rounded-[calc(var(--u)*0.8)]" />
          )}
          <span className="flex items-center gap-[calc(var(--u)*1)] text-[calc(var(--u)*2.3)] leading-[1.12] font-[540] tracking-[-0.015em]">
            {hasKeys && (
              <span className="grid size-[1.45em] shrink-0 place-items-center rounded-[calc(var(--u)*0.7)] bg-secondary text-[0.86em] font-[680]">
                {key}
              </span>
            )}
            <span dir="auto" className="line-clamp-2 min-w-0 wrap-words">
              {label}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export interface ScreenBarsProps {
  readonly bars: readonly ResultBar[];
  readonly rightIds: readonly string[];
  readonly hasKeys?: boolean;
}

export function ScreenBars({ bars, rightIds, hasKeys = true }: ScreenBarsProps) {
  return (
    <ul className="flex min-w-0 flex-1 flex-col justify-evenly">
      {bars.map((bar) => (
        <li
          key={bar.id}
          className={
            bar.image && 'grid grid-cols-[calc(var(--u)*10)_minmax(0,1fr)] gap-x-[calc(var(--u)*1.6)]'
          }
        >
          {bar.image !== undefined && (
            <ImageView
              image={bar.image}
              isEager
              className="row-span-2 h-[calc(var(--u)*7.5)] self-center rounded-[calc(var(--u)*0.6)]"
            />
          )}
          <div className="mb-(--pad) flex items-baseline gap-[calc(var(--u)*1.2)]">
            <span className="flex min-w-0 flex-1 gap-[0.6em] text-(length:--option) leading-[1.12] font-[530] tracking-[-0.015em]">
              {hasKeys && <span className="font-semibold text-muted-foreground">{bar.key}</span>}
              <span dir="auto" className="min-w-0 wrap-words">
                {bar.label}
              </span>
              {rightIds.includes(bar.id) && (
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
              rightIds.includes(bar.id) &&
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

/** The items of a page. */
export function pick<Item>(items: readonly Item[], indexes: readonly number[]): Item[] {
  return indexes.flatMap((index) => items[index] ?? []);
}
