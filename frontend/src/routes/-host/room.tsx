/**
 * The control room: three columns on a desk (run of show, the chosen activity, the audience), one column with the next
 * step in the thumb zone on a tablet and a phone. Everything shown comes from the host feed, so that two hosts see the same.
 */
import type { EventEntity } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { CirclePause, List, WifiOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useActivityActs } from '#/capabilities/activities/host-acts.ts';
import { StepActions } from '#/capabilities/activities/host-control.tsx';
import { currentId, nextId, runOfShow } from '#/capabilities/activities/host-order.ts';
import { RevealDialog, useReveal } from '#/capabilities/activities/host-reveal.tsx';
import { ActivityChips, RunOfShow } from '#/capabilities/activities/host-run-of-show.tsx';
import { EndDialog } from '#/capabilities/events/host-end-dialog.tsx';
import { useEventActs } from '#/capabilities/events/host-event-acts.ts';
import { InviteDialog } from '#/capabilities/events/host-invite.tsx';
import { useOpenScreen } from '#/capabilities/events/host-screen-link.ts';
import { Banner } from '#/components/banner.tsx';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Sheet, SheetContent, SheetTitle } from '#/components/ui/sheet.tsx';
import { useMedia } from '#/lib/use-media.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useConnection } from '#/live/use-connection.ts';
import { useEntities, useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import type { RoomSearch } from '../host.events.$eventId.tsx';
import { ActivityView } from './activity-view.tsx';
import { EditActivity, NewActivity } from './editing.tsx';
import { EmptyRoom } from './empty.tsx';
import { RoomHeader } from './header.tsx';
import { PhoneTabs } from './phone-tabs.tsx';
import { useRoomShortcuts } from './room-shortcuts.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useWakeLock } from './wake-lock.ts';

export type Layout = 'desk' | 'tablet' | 'phone';
type Overlay = 'invite' | 'end' | 'shortcuts' | 'run-of-show' | null;

export interface RoomProps {
  readonly event: EventEntity;
  readonly search: RoomSearch;
  readonly onGo: (search: RoomSearch, isNewPage?: boolean) => void;
}

export function Room({ event, search, onGo }: RoomProps) {
  const { eventId } = useLiveContext();
  const activities = useEntities<'activity', HostEntityBodies>('activity');
  const stage = useEntity('stage', eventId);
  const joined = useEntity('audience', eventId)?.joined ?? 0;
  const show = useMemo(() => runOfShow(activities), [activities]);
  const selectedId =
    search.activity !== undefined && activities.has(search.activity)
      ? search.activity
      : currentId(show, stage);
  const selected = show.find(({ id }) => id === selectedId);
  const following = selectedId === null ? null : nextId(show, selectedId);
  const answered = useEntity<'turnout', HostEntityBodies>('turnout', selectedId ?? '')?.responses ?? 0;

  const { status: connection, lastSuccessAt } = useConnection();
  const isOffline = connection === 'offline';
  const layout = useLayout();
  const hasRail = useMedia('(min-width: 80rem)');
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [isRunShown, setIsRunShown] = useState(false);
  const acts = useActivityActs();
  const eventActs = useEventActs();
  const openScreen = useOpenScreen(eventId);
  const { isAsking, reveal, done } = useReveal(acts, selected);

  const isOver = event.status === 'ended' || event.status === 'archived';
  const isDraft = event.status === 'draft';
  const isNew = search.mode === 'new' && !isOver;
  const isEditing = !isNew && selected !== undefined && (search.mode === 'edit' || isDraft);
  const isControl = !isNew && !isEditing && selected !== undefined;

  const select = (activity: string) => {
    onGo({ activity });
    setIsRunShown(false);
    setOverlay(null);
  };
  const onNext = following === null ? null : () => select(following);
  const onAdd = isOver ? undefined : () => onGo({ mode: 'new' }, true);
  const screen = () => openScreen.mutate();

  useRoomShortcuts({
    selected,
    status: event.status,
    isControl,
    isOffline,
    acts,
    reveal,
    onNext,
    onAdd,
    onGo,
    screen,
    setOverlay,
  });
  useWakeLock(event.status === 'live' && layout !== 'desk');
  useAnnounced(isOffline ? `${m.host_offline_title()} ${m.host_offline_text()}` : m.host_online());
  useEffect(() => {
    document.title = `${event.title} · Plenum`;
  }, [event.title]);

  const run = (className: string) => (
    <RunOfShow
      show={show}
      selectedId={isNew ? null : selectedId}
      joined={joined}
      isDraft={isDraft}
      onAdd={onAdd}
      onSelect={select}
      className={className}
    />
  );
  const actions = (isSmall: boolean) =>
    isControl && (
      <StepActions
        {...{ acts, onNext, isOffline, layout, isSmall }}
        shown={selected}
        status={event.status}
        onReveal={reveal}
      />
    );

  return (
    <div className="flex h-dvh min-h-0 flex-col overflow-hidden text-sm">
      <RoomHeader
        event={event}
        layout={layout}
        hasSolid={!isNew}
        isOffline={isOffline}
        onInvite={() => setOverlay('invite')}
        onScreen={screen}
        onStart={() => eventActs.run('start')}
        onPause={() => eventActs.run('pause')}
        onEnd={() => setOverlay('end')}
        onShortcuts={() => setOverlay('shortcuts')}
        onRunOfShow={layout === 'desk' && !hasRail ? () => setOverlay('run-of-show') : undefined}
      />
      {isOffline && (
        <section aria-label={m.host_offline()}>
          <Banner
            variant="warning"
            className="[&>div]:max-w-none"
            icon={<WifiOff aria-hidden="true" />}
            title={m.host_offline_title()}
          >
            {m.host_offline_text()}
          </Banner>
        </section>
      )}
      {event.status === 'paused' && (
        <section aria-label={m.host_status_paused()}>
          <Banner
            variant="warning"
            className="[&>div]:max-w-none"
            icon={<CirclePause aria-hidden="true" />}
            title={m.host_paused_title()}
          >
            {m.host_paused_text()}
          </Banner>
        </section>
      )}
      {eventActs.failure !== null && (
        <p role="alert" className="border-b border-border bg-destructive-soft px-5 py-2.5 text-destructive">
          {eventActs.failure}
        </p>
      )}
      {layout === 'tablet' && (
        <nav
          aria-label={m.host_activities()}
          className="flex items-center gap-5 border-b border-border bg-sidebar px-5 py-2"
        >
          <Button size="tap" className="shrink-0" onClick={() => setOverlay('run-of-show')}>
            <List aria-hidden="true" />
            {m.host_run_of_show()}
          </Button>
          <ActivityChips show={show} selectedId={isNew ? null : selectedId} onSelect={select} />
        </nav>
      )}
      <div className="flex min-h-0 flex-1">
        {hasRail && run('w-76 shrink-0 border-e border-sidebar-border bg-sidebar')}
        {isRunShown && layout === 'phone' ? (
          <main className="flex min-h-0 flex-1 flex-col">
            <h1 className="sr-only">{event.title}</h1>
            {run('flex-1 pt-1')}
          </main>
        ) : isNew ? (
          <NewActivity
            eventTitle={event.title}
            onCreated={(activity) => onGo({ activity, ...(!isDraft && { mode: 'edit' as const }) })}
            onCancel={() => onGo({})}
          />
        ) : isEditing ? (
          <EditActivity
            key={selected.id}
            id={selected.id}
            activity={selected.activity}
            eventTitle={event.title}
            isSolid={!isDraft}
            onDone={() => onGo({ activity: selected.id })}
            onDeleted={() => onGo({})}
          />
        ) : selected === undefined ? (
          <EmptyRoom onAdd={onAdd} />
        ) : (
          <ActivityView
            {...{
              event,
              show,
              activities,
              selected,
              stage,
              joined,
              answered,
              following,
              layout,
              acts,
              isOffline,
            }}
            asOf={isOffline ? lastSuccessAt : null}
            actions={layout === 'desk' ? actions(false) : null}
            onEdit={() => onGo({ activity: selected.id, mode: 'edit' }, true)}
            onSelect={select}
          />
        )}
      </div>
      {layout !== 'desk' && isControl && (
        <div className="border-t border-border bg-card px-5 pt-3.5 pb-3 sm:px-7 sm:pb-6">
          {actions(isRunShown && layout === 'phone')}
        </div>
      )}
      {layout === 'phone' && !isNew && !isEditing && (
        <PhoneTabs isRunShown={isRunShown} onShow={setIsRunShown} />
      )}

      <Sheet
        open={overlay === 'run-of-show'}
        onOpenChange={(isOpen) => setOverlay(isOpen ? 'run-of-show' : null)}
      >
        <SheetContent>
          <SheetTitle className="sr-only">{m.host_run_of_show()}</SheetTitle>
          {run('min-h-0 flex-1 pt-11')}
        </SheetContent>
      </Sheet>
      <InviteDialog
        code={event.code}
        isStarted={!isDraft}
        hasPasscode={(event as EventEntity & { hasPasscode?: boolean }).hasPasscode === true}
        isOpen={overlay === 'invite'}
        onOpenChange={(isOpen) => setOverlay(isOpen ? 'invite' : null)}
      />
      <EndDialog
        unopened={show.filter(({ activity }) => activity.state === 'ready').length}
        open={show.filter(({ activity }) => activity.state === 'open').length}
        joined={joined}
        isOpen={overlay === 'end'}
        onOpenChange={(isOpen) => setOverlay(isOpen ? 'end' : null)}
        onEnd={() => eventActs.run('end')}
      />
      <ShortcutsDialog
        isOpen={overlay === 'shortcuts'}
        onOpenChange={(isOpen) => setOverlay(isOpen ? 'shortcuts' : null)}
      />
      {selected !== undefined && (
        <RevealDialog
          shown={selected}
          waiting={joined > answered ? joined - answered : null}
          acts={acts}
          isAsking={isAsking}
          onDone={done}
        />
      )}
    </div>
  );
}

/** In rem, so that large letters get the layout of a small page. */
function useLayout(): Layout {
  const isDesk = useMedia('(min-width: 64rem)');
  const isTablet = useMedia('(min-width: 40rem)');
  return isDesk ? 'desk' : isTablet ? 'tablet' : 'phone';
}
