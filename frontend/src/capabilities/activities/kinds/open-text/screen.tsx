/** Open text on the projector: what to do while the wall is hidden, then a wall of cards, the most upvoted first. */
import type { OpenTextSettings, ResultEntity } from '@plenum/protocol';
import { entity } from '@plenum/protocol/client';
import { ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { usePartOfSurvey } from '../../parts/part-of-survey.ts';
import { ScreenTask } from '../../parts/screen-task.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { GAP_U, wallOf } from './screen-wall.ts';
import { ordered, type Text, textsIn } from './texts-of.ts';

export const screen: ScreenKind<OpenTextSettings> = {
  list({ title }, _settings, result, { feed, activityId, part }) {
    if (result === undefined) return { texts: [] };
    const texts = textsIn(feed, activityId, part).map(({ text }) => text);
    const { perPage } = wallOf(texts, title);
    // In a survey the next page is the next part's.
    return { texts: part === '' ? texts : texts.slice(0, perPage), perPage };
  },
  // "1–6 of 31": the texts are what is counted here.
  foot: ({ result, feed, activityId, indexes }) =>
    result !== undefined && textsIn(feed, activityId, '').length > indexes.length ? '' : null,
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
  indexes,
}: ScreenProps<OpenTextSettings> & { result: ResultEntity }) {
  const part = usePartOfSurvey();
  const feed = useLiveEvent((state) => state);
  const texts = textsIn(feed, activityId, part);
  const scoreOf = (id: string) => entity(feed, 'score', id)?.score ?? 0;
  const first = indexes[0] ?? 0;
  const shown = useOrderOfPage(texts, first, scoreOf).slice(first, first + indexes.length);
  if (texts.length === 0) return <ScreenTask title={m.screen_texts_none()} />;
  const { columns, perPage, sizeOf } = wallOf(
    texts.map(({ text }) => text),
    activity.title,
  );
  return (
    <ul
      className="grid min-h-0 min-w-0 flex-1 pb-[calc(var(--u)*1)]"
      style={{
        gap: `calc(var(--u) * ${GAP_U})`,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        // Equally high unless one needs more; the last page's cards are no larger than the others.
        gridTemplateRows: `repeat(${columns === 1 ? shown.length : perPage / columns}, minmax(min-content, 1fr))`,
      }}
    >
      {shown.map((text) => (
        <TextCard
          key={text.id}
          text={text}
          size={sizeOf(text.text)}
          isColumn={columns === 1}
          score={settings.upvotes ? scoreOf(text.id) : null}
        />
      ))}
    </ul>
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

function TextCard({
  text,
  size,
  isColumn,
  score,
}: {
  text: Text;
  size: number;
  isColumn: boolean;
  score: number | null;
}) {
  return (
    <li
      className={cn(
        'flex min-w-0 justify-between rounded-[calc(var(--u)*1.3)] border-[length:max(2px,calc(var(--u)*0.15))] border-border bg-card px-[calc(var(--u)*1.5)] py-[calc(var(--u)*1)]',
        isColumn ? 'items-center gap-[calc(var(--u)*3)]' : 'flex-col gap-[calc(var(--u)*0.5)]',
      )}
    >
      <p
        dir="auto"
        className="min-w-0 text-start leading-[1.15] font-[530] tracking-[-0.015em] wrap-words"
        style={{ fontSize: `calc(var(--u) * ${size})` }}
      >
        {text.text}
      </p>
      <p
        className={cn(
          'flex shrink-0 items-center justify-between gap-[calc(var(--u)*1.5)] text-[calc(var(--u)*1.9)] leading-[1.15] text-muted-foreground',
          isColumn && 'max-w-[calc(var(--u)*20)]',
        )}
      >
        <bdi className="min-w-0 truncate leading-[1.3]">{text.author ?? m.texts_anonymous()}</bdi>
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
