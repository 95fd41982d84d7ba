/** The event's settings on one page. Everything saves itself; what is a promise says when it is fixed, and why. */
import type { EventResource, UpdateEvent } from '@plenum/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, CircleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { getEvent, updateEvent } from '#/api/events.ts';
import { announce } from '#/components/live-regions.tsx';
import { PageMessage } from '#/components/page-message.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { useDelayed } from '#/lib/use-delayed.ts';
import * as m from '#/paraglide/messages.js';
import { SettingsList } from './host-settings-list.tsx';
import { General, Joining, Privacy, Review } from './host-settings-sections.tsx';
import { TeamSettings } from './host-settings-teams.tsx';

export interface SectionProps {
  readonly event: EventResource;
  /** Stores a change. What is refused stays as it was. */
  readonly save: (change: UpdateEvent) => void;
  /** The last change to these settings was refused because people acted under them. */
  readonly isFrozen: (...settings: (keyof EventResource['settings'])[]) => boolean;
}

/** @param promises  What people are told, as these settings have it. */
export function HostSettings({
  eventId,
  promises,
}: {
  eventId: string;
  promises: (event: EventResource) => ReactNode;
}) {
  const queryClient = useQueryClient();
  const key = ['host-event', eventId];
  const { data: event, error } = useQuery({
    queryKey: key,
    queryFn: () => getEvent(eventId),
    networkMode: 'always',
  });
  const [frozen, setFrozen] = useState<readonly string[]>([]);
  const change = useMutation({
    networkMode: 'always',
    // One after the other: two changes of a hasty hand never overtake each other.
    scope: { id: `settings ${eventId}` },
    mutationFn: (wanted: UpdateEvent) => updateEvent(eventId, wanted),
    onSuccess(stored) {
      queryClient.setQueryData(key, stored);
      void queryClient.invalidateQueries({ queryKey: ['host-events'] });
    },
    onError(failed, wanted) {
      if (codeOf(failed) === 'settings_frozen') {
        setFrozen([...frozen, ...Object.keys(wanted.settings ?? {})]);
      }
      announce(sentenceOf(failed), 'assertive');
      void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  const isSlow = useDelayed(event === undefined, 300);
  if (error !== null && event === undefined) {
    return (
      <PageMessage title={sentenceOf(error)}>
        <Button variant="primary" size="lg" asChild>
          <Link to="/host">{m.host_all_events()}</Link>
        </Button>
      </PageMessage>
    );
  }
  if (event === undefined) return isSlow ? <Skeleton className="m-8 h-96" /> : null;
  const section: SectionProps = {
    event,
    save: change.mutate,
    isFrozen: (...settings) => settings.some((name) => frozen.includes(name)),
  };
  return (
    <div className="flex min-h-dvh flex-col text-sm">
      <header className="sticky top-0 z-10 flex min-h-15 flex-wrap items-center gap-x-3 border-b border-border bg-card px-3 py-1.5 sm:px-5">
        <Button variant="quiet" size="icon-tap" asChild>
          <Link to="/host/events/$eventId" params={{ eventId }} aria-label={m.host_settings_back()}>
            <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
          </Link>
        </Button>
        <p dir="auto" className="min-w-0 flex-1 truncate text-[0.9375rem] font-[620]">
          {event.title}
        </p>
        <SaveNote isSaving={change.isPending} failure={change.error} />
      </header>
      <main className="flex-1 lg:grid lg:grid-cols-[19rem_minmax(0,1fr)]">
        <div className="mx-auto w-full max-w-[47.5rem] px-5 pt-7 sm:px-8 lg:mx-0 lg:border-e lg:border-border lg:bg-muted lg:px-3 lg:pt-5">
          <div className="lg:sticky lg:top-20">
            <h1 className="mb-7 text-3xl lg:mb-2 lg:ps-2.5 lg:text-label lg:tracking-normal lg:text-muted-foreground">
              {m.host_settings()}
            </h1>
            <SettingsList />
          </div>
        </div>
        <div className="mx-auto w-full max-w-[47.5rem] px-5 pb-16 sm:px-8 lg:mx-0 lg:max-w-[49.5rem] lg:ps-12 lg:pt-8">
          <General {...section} />
          <Joining {...section} />
          <Review {...section} />
          {/* What was refused is not shown as if it held. */}
          <TeamSettings key={frozen.length} {...section} />
          <Privacy {...section} />
          <section className="rounded-2xl border border-border bg-card px-5 py-4.5">
            <h2 className="text-[0.9375rem] font-[620]">{m.host_settings_told()}</h2>
            <p className="mb-4 text-muted-foreground">{m.host_settings_told_text()}</p>
            {promises(event)}
          </section>
        </div>
      </main>
    </div>
  );
}

function SaveNote({ isSaving, failure }: { isSaving: boolean; failure: Error | null }) {
  // A quick save is simply saved.
  const isSeen = useDelayed(isSaving, 400);
  if (failure !== null && !isSaving) {
    return (
      <span className="flex items-center gap-1.75 text-warning">
        <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
        {m.host_unsaved({ why: sentenceOf(failure) })}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.75 text-muted-foreground">
      {isSeen ? (
        m.host_saving()
      ) : (
        <>
          <Check className="size-4" aria-hidden="true" />
          {m.host_saved()}
        </>
      )}
    </span>
  );
}
