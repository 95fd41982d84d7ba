/** Open text on the projector: what to do while the wall is hidden, then six texts at a time, the most upvoted first. */
import type { OpenTextSettings, ResultEntity } from '@plenum/protocol';
import { entity } from '@plenum/protocol/client';
import { ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { countGraphemes } from '../../parts/graphemes.ts';
import { usePartOfSurvey } from '../../parts/part-of-survey.ts';
import { ScreenTask } from '../../parts/screen-task.tsx';
import { usePageTurn } from '../../parts/use-page-turn.ts';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { ordered, type Text, textsIn } from './texts-of.ts';

/** Cards of a page: wider ones as soon as one text would not fit into a narrow one. */
const PER_PAGE = 6;
const PER_PAGE_LONG = 4;
const LONG_FROM = 75;
/** Under a question of three lines long texts have room for one row of cards. */
const PER_PAGE_TIGHT = 2;
const QUESTION_LONG_FROM = 90;
/** From here on it is set smaller, and ends in an ellipsis where even that does not hold it. */
const VERY_LONG_FROM = 110;
/** So few stand below each other, large. */
const COLUMN_MAX = 3;

export const screen: ScreenKind<OpenTextSettings> = {
  // Pages are turned below: how many texts are shown stands in the feed, not in the result.
  list: () => ({ texts: [] }),
  Open,
  Result,
};

function Open({ settings }: ScreenProps<OpenTextSettings>) {
  return (
    <ScreenTask title={m.screen_texts_task()} text={m.screen_texts_task_text(counted(settings.texts))} />
  );
}

function Result({
  activityId,
  activity,
  settings,
}: ScreenProps<OpenTextSettings> & { result: ResultEntity }) {
  const part = usePartOfSurvey();
  const feed = useLiveEvent((state) => state);
  const texts = textsIn(feed, activityId, part);
  const scoreOf = (id: string) => entity(feed, 'score', id)?.score ?? 0;
  const hasLong = texts.some(({ text }) => countGraphemes(text) > LONG_FROM);
  const isColumn = texts.length <= COLUMN_MAX;
  const isTight = hasLong && !isColumn && countGraphemes(activity.title) > QUESTION_LONG_FROM;
  const perPage = isTight ? PER_PAGE_TIGHT : hasLong && !isColumn ? PER_PAGE_LONG : PER_PAGE;
  const pages = Math.max(1, Math.ceil(texts.length / perPage));
  // In a survey the next page is the next part's.
  const page = usePageTurn(part === '' ? pages : 1);
  const shown = useOrderOfPage(texts, page, scoreOf);
  const cards = shown.slice(page * perPage, (page + 1) * perPage);
  if (texts.length === 0) return <ScreenTask title={m.screen_texts_none()} />;
  return (
    <>
      <ul
        className={cn(
          'grid min-h-0 min-w-0 flex-1 gap-[calc(var(--u)*1.5)] pb-[calc(var(--u)*1)]',
          isColumn && 'auto-rows-fr grid-cols-1',
          !isColumn && !isTight && 'grid-rows-2',
          !isColumn && (hasLong ? 'grid-cols-2' : 'grid-cols-3'),
        )}
      >
        {cards.map((text) => (
          <TextCard
            key={text.id}
            text={text}
            isColumn={isColumn}
            score={settings.upvotes ? scoreOf(text.id) : null}
          />
        ))}
      </ul>
      {pages > 1 && part === '' && (
        <p className="absolute end-[calc(var(--u)*5)] top-[calc(var(--u)*1.2)] text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
          {m.screen_texts_page({
            from: formatCount(page * perPage + 1),
            to: formatCount(page * perPage + cards.length),
            total: formatCount(texts.length),
          })}
        </p>
      )}
    </>
  );
}

/** By upvotes, taken anew with each page: nothing moves while it is read. */
function useOrderOfPage(texts: readonly Text[], page: number, scoreOf: (id: string) => number): Text[] {
  const [kept, setKept] = useState<{ page: number; ids: readonly string[] } | null>(null);
  const byId = new Map(texts.map((text) => [text.id, text]));
  const isKept = kept?.page === page;
  const now = isKept ? kept.ids.filter((id) => byId.has(id)) : [];
  const fresh = ordered(
    texts.filter(({ id }) => !now.includes(id)),
    'top',
    scoreOf,
  ).map(({ id }) => id);
  const ids = [...now, ...fresh];
  if (!isKept || ids.join() !== kept.ids.join()) setKept({ page, ids });
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function TextCard({ text, isColumn, score }: { text: Text; isColumn: boolean; score: number | null }) {
  const length = countGraphemes(text.text);
  return (
    <li
      className={cn(
        'flex min-h-0 min-w-0 justify-between overflow-hidden rounded-[calc(var(--u)*1.3)] border-[length:max(2px,calc(var(--u)*0.15))] border-border bg-card px-[calc(var(--u)*2)] py-[calc(var(--u)*1.2)]',
        isColumn ? 'items-center gap-[calc(var(--u)*3)]' : 'flex-col gap-[calc(var(--u)*0.6)]',
      )}
    >
      <p
        dir="auto"
        className={cn(
          'min-w-0 shrink text-start leading-[1.15] font-[530] tracking-[-0.015em] wrap-words',
          isColumn && (length > LONG_FROM ? 'line-clamp-3' : 'line-clamp-2'),
          !isColumn && 'line-clamp-4 shrink-0',
          sizeOf(length, isColumn),
        )}
      >
        {text.text}
      </p>
      <p className="flex shrink-0 items-center justify-between gap-[calc(var(--u)*1.5)] text-[calc(var(--u)*1.9)] leading-[1.15] text-muted-foreground">
        <bdi className="min-w-0 truncate">{text.author ?? m.texts_anonymous()}</bdi>
        {score !== null && (
          <span className="flex shrink-0 items-center gap-[0.4em] font-bold text-foreground">
            <ArrowUp aria-hidden="true" className="size-[1.1em]" strokeWidth={2.4} />
            <span className="sr-only">{m.upvotes_count(counted(score))}</span>
            <span aria-hidden="true">{formatCount(score)}</span>
          </span>
        )}
      </p>
    </li>
  );
}

function sizeOf(length: number, isColumn: boolean): string {
  if (isColumn) return length > LONG_FROM ? 'text-[calc(var(--u)*2.5)]' : 'text-[calc(var(--u)*3.4)]';
  return length > VERY_LONG_FROM ? 'text-[calc(var(--u)*2.3)]' : 'text-[calc(var(--u)*2.5)]';
}
