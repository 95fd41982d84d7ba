/** The host's queue of texts: to review, shown, set aside. Searched, and run through with the keyboard. */
import type { HostEntryEntity, ModerateEntry } from '@plenum/protocol';
import { entitiesOf, type HostEntityBodies } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { ArrowUp, Check, EyeOff, Search } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { moderateEntry } from '#/api/entries.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#/components/ui/tabs.tsx';
import { counted, formatClock, formatCount } from '#/lib/format.ts';
import { shortcutsAreOn } from '#/lib/shortcuts.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEvent, useLiveEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { usePartOfSurvey } from '../../parts/part-of-survey.ts';

type Status = ModerateEntry['status'];
type Shelf = 'pending' | Status;

interface HostText extends HostEntryEntity {
  readonly id: string;
  readonly score: number;
}

const SHELVES: readonly [Shelf, name: () => string, none: () => string][] = [
  ['pending', m.host_texts_pending, m.host_texts_none_pending],
  ['approved', m.host_texts_approved, m.host_texts_none_approved],
  ['dismissed', m.host_texts_dismissed, m.host_texts_none_dismissed],
];
const PAGE = 20;
/** From so many on one may search. */
const SEARCH_FROM = 8;

export function HostTexts({ activityId, isCompact }: { activityId: string; isCompact: boolean }) {
  const texts = useHostTexts(activityId);
  const waiting = texts.filter(({ status }) => status === 'pending').length;
  const isReviewed = useEvent()?.settings.moderation === 'before';
  // Never by itself from one shelf to another: a new text must not come under a hand that is about to press.
  const [shelf, setShelf] = useState<Shelf>(isReviewed || waiting > 0 ? 'pending' : 'approved');
  const [search, setSearch] = useState('');
  const [shownMax, setShownMax] = useState(PAGE);
  const { moderate, failure } = useModerate(activityId);
  const list = useRef<HTMLUListElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  const onShelf = texts.filter(({ status }) => status === shelf).sort(byShelf[shelf]);
  const found = onShelf.filter(({ text }) => includes(text, search));
  const rest = Math.min(PAGE, found.length - shownMax);
  const none = SHELVES.find(([name]) => name === shelf)?.[2] ?? m.host_texts_none_pending;

  function act(index: number, status: Status) {
    const text = found[index];
    if (text === undefined || text.status === status) return;
    moderate(text.id, status);
    // The row goes; its neighbour is next. After the last one the keys stay here.
    if (found.length === 1) panel.current?.focus();
    else focusRow(list.current, index + 1 < found.length ? index + 1 : index - 1);
  }

  function press(event: KeyboardEvent<HTMLUListElement>) {
    if (!shortcutsAreOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...(list.current?.children ?? [])];
    const index = rows.findIndex((row) => row.contains(event.target as Node));
    const key = event.key.toLowerCase();
    if (key === 'a') act(index, 'approved');
    else if (key === 'd') act(index, 'dismissed');
    else if (key === 'j') focusRow(list.current, index + 1);
    else if (key === 'k') focusRow(list.current, index - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (isCompact) {
    return (
      <p className="text-base">
        {m.host_texts_waiting(counted(waiting))} ·{' '}
        {m.texts_shown({ count: formatCount(countOf(texts, 'approved')) })}
      </p>
    );
  }
  return (
    <Tabs
      value={shelf}
      onValueChange={(next) => {
        setShelf(next as Shelf);
        setShownMax(PAGE);
      }}
    >
      <TabsList className="max-w-full flex-wrap">
        {SHELVES.map(([value, name]) => (
          <TabsTrigger key={value} value={value}>
            {m.host_texts_tab({ name: name(), count: formatCount(countOf(texts, value)) })}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent ref={panel} value={shelf} tabIndex={-1} className="grid gap-3">
        {(onShelf.length >= SEARCH_FROM || search !== '') && (
          <div className="relative">
            <Search
              aria-hidden="true"
              className="absolute inset-y-0 start-3 my-auto size-4.5 text-muted-foreground"
            />
            <Input
              type="search"
              aria-label={m.host_texts_search()}
              placeholder={m.host_texts_search()}
              className="ps-9.5"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        )}
        {failure !== null && <p className="text-sm text-destructive">{failure}</p>}
        {found.length === 0 ? (
          <p className="text-muted-foreground">{search === '' ? none() : m.host_texts_none_found()}</p>
        ) : (
          <ul ref={list} onKeyDown={press} className="divide-y divide-border border-y border-border">
            {found.slice(0, shownMax).map((text, index) => (
              <Row key={text.id} text={text} onAct={(status) => act(index, status)} />
            ))}
          </ul>
        )}
        {rest > 0 && (
          <Button variant="quiet" className="justify-self-start" onClick={() => setShownMax(shownMax + PAGE)}>
            {m.host_texts_more({ count: formatCount(rest) })}
          </Button>
        )}
        {found.length > 0 && (
          <p className="text-label font-normal text-muted-foreground pointer-coarse:hidden">
            {m.host_texts_keys()}
          </p>
        )}
      </TabsContent>
    </Tabs>
  );
}

function Row({ text, onAct }: { text: HostText; onAct: (status: Status) => void }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 focus-within:bg-muted">
      <div className="min-w-0 flex-1 basis-60">
        <p dir="auto" className="text-start text-[0.9375rem] leading-5.5 wrap-words whitespace-pre-line">
          {text.text}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-muted-foreground">
          {text.author !== null && <bdi>{text.author}</bdi>}
          <span>{formatClock(text.createdAt)}</span>
          {text.score > 0 && (
            <Badge>
              <ArrowUp aria-hidden="true" />
              {m.upvotes_count(counted(text.score))}
            </Badge>
          )}
        </p>
      </div>
      <span className="flex gap-2">
        {text.status !== 'approved' && (
          <Button
            size="sm"
            aria-label={m.host_texts_approve_one({ text: text.text })}
            onClick={() => onAct('approved')}
          >
            <Check aria-hidden="true" />
            {m.host_texts_approve()}
          </Button>
        )}
        {text.status !== 'dismissed' && (
          <Button
            variant="quiet"
            size="sm"
            aria-label={m.host_texts_dismiss_one({ text: text.text })}
            onClick={() => onAct('dismissed')}
          >
            <EyeOff aria-hidden="true" />
            {m.host_texts_dismiss()}
          </Button>
        )}
      </span>
    </li>
  );
}

function useHostTexts(activityId: string): HostText[] {
  const part = usePartOfSurvey();
  const feed = useLiveEvent((state) => state);
  return useMemo(() => {
    const scores = entitiesOf<'score', HostEntityBodies>(feed, 'score');
    return [...entitiesOf<'entry', HostEntityBodies>(feed, 'entry')]
      .filter(([, entry]) => entry.activityId === activityId && entry.part === part)
      .map(([id, entry]) => ({ id, ...entry, score: scores.get(id)?.score ?? 0 }));
  }, [feed, activityId, part]);
}

function useModerate(activityId: string) {
  const { eventId, loop } = useLiveContext();
  const { mutate, error } = useMutation({
    // Never kept for later: what is sent when the network is back would surprise the room.
    networkMode: 'always',
    mutationFn: ({ id, status }: { id: string; status: Status }) =>
      moderateEntry(eventId, activityId, id, status),
    onSuccess({ cursor }, { status }) {
      loop.poke(cursor);
      announce(status === 'approved' ? m.host_texts_is_approved() : m.host_texts_is_dismissed());
    },
    onError: (failed) => announce(sentenceOf(failed), 'assertive'),
  });
  return {
    moderate: (id: string, status: Status) => mutate({ id, status }),
    failure: error === null ? null : sentenceOf(error),
  };
}

const newest = (one: HostText, two: HostText) => two.createdAt - one.createdAt;
/** Whoever waited longest is next; what is shown stands as the room has it. */
const byShelf: Record<Shelf, (one: HostText, two: HostText) => number> = {
  pending: (one, two) => one.createdAt - two.createdAt,
  approved: (one, two) => two.score - one.score || newest(one, two),
  dismissed: newest,
};

function countOf(texts: readonly HostText[], shelf: Shelf): number {
  return texts.filter(({ status }) => status === shelf).length;
}

function includes(text: string, search: string): boolean {
  const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain(text).includes(plain(search.trim()));
}

function focusRow(list: HTMLElement | null, index: number): void {
  list?.children[index]?.querySelector<HTMLElement>('button')?.focus();
}
