/** A host's events: what is live first, then a plain table, newest first. */
import type { EventResource, EventStatus } from '@plenum/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { listEvents } from '#/api/events.ts';
import { Alert, AlertDescription } from '#/components/ui/alert.tsx';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import { useDelayed } from '#/lib/use-delayed.ts';
import * as m from '#/paraglide/messages.js';
import { ImportEventButton } from './host-import-event.tsx';
import { formatMoment } from './host-when.ts';

/** More cards than this are a list again. */
const CARDS_MAX = 3;

/** @param live  Draws the card of a live event, which follows it. */
export function HostEventList({ live }: { live: (event: EventResource) => ReactNode }) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } =
    useInfiniteQuery({
      queryKey: ['host-events'],
      queryFn: ({ pageParam }) => listEvents(pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    });
  const [importFailure, setImportFailure] = useState<string | null>(null);
  const isSlow = useDelayed(isPending, 300);
  const events =
    data?.pages.flatMap(({ items }) => items).filter(({ deletedAt }) => deletedAt === null) ?? [];
  const shown = events.filter(({ status }) => status === 'live').slice(0, CARDS_MAX);
  const rest = events.filter((event) => !shown.includes(event));
  const isEmpty = data !== undefined && events.length === 0;

  return (
    <main className="mx-auto w-full max-w-[1244px] px-5 py-9 sm:px-8">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-3xl">{m.host_events()}</h1>
        <span className="flex flex-wrap gap-2.5">
          <ImportEventButton onFailed={setImportFailure} />
          {!isEmpty && <NewEventButton isSolid={shown.length === 0} />}
        </span>
      </div>
      {importFailure !== null && (
        <Alert variant="warning" className="mb-6">
          <AlertDescription>{importFailure}</AlertDescription>
        </Alert>
      )}
      {error !== null && (
        <Alert variant="warning" className="mb-6">
          <AlertDescription>
            {sentenceOf(error)}{' '}
            <Button variant="link" size="sm" onClick={() => void refetch()}>
              {m.action_try_now()}
            </Button>
          </AlertDescription>
        </Alert>
      )}
      {isSlow && <ListSkeleton />}
      {isEmpty && <NoEvents />}
      {shown.map((event) => (
        <div key={event.id} className="mb-9">
          {live(event)}
        </div>
      ))}
      {rest.length > 0 && <EventTable events={rest} />}
      {hasNextPage && (
        <Button className="mt-6" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {m.host_events_more()}
        </Button>
      )}
    </main>
  );
}

function NewEventButton({ isSolid }: { isSolid: boolean }) {
  return (
    <Button variant={isSolid ? 'primary' : 'outline'} asChild>
      <Link to="/host/new">
        <Plus aria-hidden="true" />
        {m.host_new_event()}
        <Kbd
          aria-hidden="true"
          className={
            isSolid ? 'border-white/30 bg-white/15 text-inherit dark:border-black/30 dark:bg-black/10' : ''
          }
        >
          N
        </Kbd>
      </Link>
    </Button>
  );
}

function NoEvents() {
  return (
    <div className="rounded-2xl border border-dashed border-input px-6 py-14 text-center">
      <p className="text-xl">{m.host_no_events()}</p>
      <p className="mt-1.5 mb-6 text-muted-foreground">{m.host_no_events_text()}</p>
      <NewEventButton isSolid />
    </div>
  );
}

/** Below 1024 px each row is a card in the same order. */
function EventTable({ events }: { events: readonly EventResource[] }) {
  const now = Date.now();
  const heading = 'px-4 pb-2.5 text-start text-label text-muted-foreground';
  const cell = 'px-4 lg:border-t lg:border-border lg:py-3.5 max-lg:py-0.5';
  return (
    <table className="block w-full text-sm lg:-mx-4 lg:table lg:w-[calc(100%+2rem)]">
      <thead className="max-lg:sr-only">
        <tr>
          <th className={heading}>{m.host_column_event()}</th>
          <th className={heading}>{m.host_column_code()}</th>
          <th className={heading}>{m.host_column_when()}</th>
          <th className={heading}>{m.host_column_status()}</th>
        </tr>
      </thead>
      <tbody className="max-lg:grid max-lg:gap-3">
        {events.map((event) => (
          <tr
            key={event.id}
            className="relative hover:bg-muted max-lg:block max-lg:rounded-2xl max-lg:border max-lg:border-border max-lg:bg-card max-lg:py-3"
          >
            <td className={`${cell} max-lg:block`}>
              <Link
                to="/host/events/$eventId"
                params={{ eventId: event.id }}
                dir="auto"
                className="text-[0.9375rem] font-semibold wrap-words after:absolute after:inset-0 after:content-['']"
              >
                {event.title}
              </Link>
            </td>
            <td className={`${cell} max-lg:inline-block tabular-nums`}>
              <bdi dir="ltr">{spacedCode(event.code)}</bdi>
            </td>
            <td className={`${cell} text-muted-foreground max-lg:inline-block`}>{when(event, now)}</td>
            <td className={`${cell} max-lg:block max-lg:pt-1.5`}>
              <StatusBadge status={event.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function when(event: EventResource, now: number): string {
  if (event.endedAt !== null) return formatMoment(event.endedAt, now);
  if (event.startedAt !== null) return formatMoment(event.startedAt, now);
  return m.host_made_at({ time: formatMoment(event.createdAt, now) });
}

export function StatusBadge({ status }: { status: EventStatus }) {
  switch (status) {
    case 'live':
      return (
        <Badge variant="solid">
          <BadgeDot />
          {m.host_live()}
        </Badge>
      );
    case 'draft':
      return <Badge variant="live">{m.host_status_draft()}</Badge>;
    case 'paused':
      return <Badge variant="warning">{m.host_status_paused()}</Badge>;
    default:
      return <Badge>{m.host_status_ended()}</Badge>;
  }
}

function ListSkeleton() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-60 rounded-2xl" />
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
    </div>
  );
}
