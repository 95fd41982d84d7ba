/**
 * The control room: three columns on a desk (run of show, the chosen activity, the audience), one column with the next
 * step in the thumb zone on a tablet and a phone. Everything shown comes from the host feed, so that two hosts see the same.
 */
import type { ActivityKind, EventEntity } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { List } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useActivityActs } from '#/capabilities/activities/host-acts.ts';
import { useArrangement } from '#/capabilities/activities/host-arrangement.ts';
import { StepActions } from '#/capabilities/activities/host-control.tsx';
import { ActivityMenu } from '#/capabilities/activities/host-more-menu.tsx';
import { currentId, runOfShow } from '#/capabilities/activities/host-order.ts';
import { RevealDialog, useReveal } from '#/capabilities/activities/host-reveal.tsx';
import { ActivityChips, RunOfShow } from '#/capabilities/activities/host-run-of-show.tsx';
import { UndescribedNote } from '#/capabilities/activities/host-undescribed-note.tsx';
import { EndDialog } from '#/capabilities/events/host-end-dialog.tsx';
import { useEventActs } from '#/capabilities/events/host-event-acts.ts';
import { InviteDialog } from '#/capabilities/events/host-invite.tsx';
import { useOpenScreen } from '#/capabilities/events/host-screen-link.ts';
import { Button } from '#/components/ui/button.tsx';
import { Sheet, SheetContent, SheetTitle } from '#/components/ui/sheet.tsx';
import { useMedia } from '#/lib/use-media.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useConnection } from '#/live/use-connection.ts';
import { useEntities, useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import type { RoomSearch } from '../host.events.$eventId.tsx';
import { ActivityView } from './activity-view.tsx';
import { type Added, AddedNote } from './added-note.tsx';
import { EditActivity, NewActivity } from './editing.tsx';
import { EmptyRoom } from './empty.tsx';
import { RoomHeader } from './header.tsx';
import { ImportPage } from './import-page.tsx';
import { useNext } from './next.ts';
import { PhoneTabs } from './phone-tabs.tsx';
import { RoomBanners } from './room-banners.tsx';
import { useRoomShortcuts } from './room-shortcuts.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TemplatesPage } from './templates-page.tsx';
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
  const stored = useMemo(() => runOfShow(activities), [activities]);
  const { show, arrange } = useArrangement(stored);
  const selectedId =
    search.activity !== undefined && activities.has(search.activity)
      ? search.activity
      : event.settings.pace === 'self'
        ? (show[0]?.id ?? null)
        : currentId(show, stage);
  const selected = show.find(({ id }) => id === selectedId);
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
  const mode = isOver && search.mode !== 'edit' ? undefined : search.mode;
  const isNew = mode === 'new' || mode === 'templates';
  const isEditing = !isNew && selected !== undefined && (search.mode === 'edit' || isDraft);
  const isControl = !isNew && !isEditing && selected !== undefined;

  const select = (activity: string) => {
    onGo({ activity });
    setIsRunShown(false);
    setOverlay(null);
  };
  const next = useNext({ event, show, selectedId, isControl, acts, select });
  const onAdd = isOver
    ? undefined
    : (kind?: ActivityKind) => onGo({ mode: 'new', ...(kind !== undefined && { kind }) }, true);
  const onOther = isOver ? undefined : (other: 'import' | 'templates') => onGo({ mode: other }, true);
  const onArrange = isOver || isOffline ? undefined : arrange;
  const [added, setAdded] = useState<Added | null>(null);
  const addedAll = (all: Added) => {
    setAdded(all);
    onGo(all.ids[0] === undefined ? {} : { activity: all.ids[0] });
  };
  const screen = () => openScreen.mutate();

  useRoomShortcuts({
    selected,
    status: event.status,
    isControl,
    isOffline,
    acts,
    reveal,
    onNext: next.go,
    onAdd,
    onGo,
    screen,
    setOverlay,
  });
  useWakeLock(event.status === 'live' && layout !== 'desk');
  useEffect(() => {
    document.title = `${event.title} · Plenum`;
  }, [event.title]);

  const run = (className: string) => (
    <RunOfShow
      show={show}
      selectedId={isNew ? null : selectedId}
      joined={joined}
      isDraft={isDraft}
      onAdd={onAdd && (() => onAdd())}
      onSelect={select}
      onArrange={onArrange}
      className={className}
    />
  );
  const menu = selected !== undefined && (
    <ActivityMenu
      show={show}
      id={selected.id}
      onArrange={arrange}
      onSelect={select}
      mayChange={!isOver && !isOffline}
    />
  );
  const actions = (isSmall: boolean) =>
    isControl && (
      <StepActions
        {...{ acts, isOffline, layout, isSmall }}
        onNext={next.go}
        closes={next.act?.closes ?? null}
        shown={selected}
        status={event.status}
        onReveal={reveal}
      />
    );

  if (mode === 'import') {
    return <ImportPage eventTitle={event.title} onAdded={addedAll} onClose={() => onGo({})} />;
  }
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
      <RoomBanners event={event} isOffline={isOffline} failure={eventActs.failure} />
      {isDraft && <UndescribedNote show={show} onSelect={select} />}
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
        ) : mode === 'templates' ? (
          <TemplatesPage onAdded={addedAll} onCancel={() => onGo({})} />
        ) : isNew ? (
          <NewActivity
            key={search.kind}
            kind={search.kind}
            onOther={onOther}
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
            menu={menu}
            onDone={() => onGo({ activity: selected.id })}
            onDeleted={() => onGo({})}
          />
        ) : selected === undefined ? (
          <EmptyRoom onAdd={onAdd} onOther={onOther} />
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
              next,
              menu,
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

      {added !== null && <AddedNote key={added.ids[0]} added={added} onDone={() => setAdded(null)} />}
      <Sheet
        open={overlay === 'run-of-show'}
        onOpenChange={(isOpen) => setOverlay(isOpen ? 'run-of-show' : null)}
      >
        <SheetContent
          // Escape puts a lifted row back first.
          onEscapeKeyDown={(key) => document.querySelector('[data-moving]') && key.preventDefault()}
        >
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
