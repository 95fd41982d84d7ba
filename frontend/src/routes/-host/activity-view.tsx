/** The chosen activity while the event runs: where it stands, what the room sees of it, and what only hosts see. */
import type { EventEntity, HostActivityEntity, StageEntity } from '@plenum/protocol';
import { ArrowRight, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ActivityActs } from '#/capabilities/activities/host-acts.ts';
import { IntegrityLine } from '#/capabilities/activities/host-integrity.tsx';
import type { ShownActivity } from '#/capabilities/activities/host-order.ts';
import { HostResult } from '#/capabilities/activities/host-result.tsx';
import { RoomSees } from '#/capabilities/activities/host-room-sees.tsx';
import { phonesSee, screenSees } from '#/capabilities/activities/host-sees.ts';
import { stepOf } from '#/capabilities/activities/host-step.ts';
import { StepLine } from '#/capabilities/activities/host-steps.tsx';
import { wordsOf } from '#/capabilities/activities/kinds/words.ts';
import { StageMenu, useStage } from '#/capabilities/events/host-stage-menu.tsx';
import { Audience } from '#/capabilities/participants/host-audience.tsx';
import { HostLeaderboard } from '#/capabilities/quiz/host-leaderboard.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { Next } from './next.ts';
import { OthersNote } from './others-note.tsx';
import type { Layout } from './room.tsx';

export interface ActivityViewProps {
  readonly event: EventEntity;
  readonly show: readonly ShownActivity[];
  readonly activities: ReadonlyMap<string, HostActivityEntity>;
  readonly selected: ShownActivity;
  readonly stage: StageEntity | undefined;
  readonly joined: number;
  readonly answered: number;
  readonly next: Next;
  /** What else can be done with it. */
  readonly menu: ReactNode;
  readonly layout: Layout;
  readonly acts: ActivityActs;
  readonly asOf: number | null;
  readonly isOffline: boolean;
  /** On a desk they stand in the column. */
  readonly actions: ReactNode;
  readonly onEdit: () => void;
  readonly onSelect: (activityId: string) => void;
}

export function ActivityView(props: ActivityViewProps) {
  const {
    event,
    show,
    activities,
    selected,
    stage,
    joined,
    answered,
    next: following,
    menu,
    layout,
    acts,
    asOf,
    isOffline,
    actions,
    onEdit,
    onSelect,
  } = props;
  const { id, activity } = selected;
  const putStage = useStage();
  const room = { status: event.status, activities, isSelfPaced: event.settings.pace === 'self' };
  const isOpened = activity.state !== 'ready';
  const isDesk = layout === 'desk';
  const next = show.find((shown) => shown.id === following.id);
  const audience = (
    <Audience
      joined={joined}
      answered={isOpened ? answered : null}
      isFinal={activity.state === 'closed'}
      asOf={asOf}
      size={isDesk ? 'side' : 'big'}
    />
  );

  const roomSees = (
    <RoomSees
      phones={phonesSee(room, id)}
      screen={screenSees(room, stage, id)}
      stage={<StageMenu stage={stage} activityId={isOpened ? id : null} />}
    />
  );

  return (
    <>
      <main className="flex min-h-0 min-w-0 flex-1 flex-col gap-5 overflow-y-auto px-5 py-5 sm:px-7 lg:px-8 lg:py-6">
        <div>
          <div className="mb-1.5 flex min-h-8 items-center justify-between gap-3">
            <p className="text-label text-muted-foreground">
              {m.host_place({
                place: formatCount(show.indexOf(selected) + 1),
                total: formatCount(show.length),
                kind: wordsOf(activity.kind).long(),
              })}
            </p>
            <span className="flex gap-1">
              <Button variant="quiet" size="sm" onClick={onEdit}>
                <Pencil aria-hidden="true" />
                {m.host_edit()}
                {isDesk && <Kbd aria-hidden="true">E</Kbd>}
              </Button>
              {menu}
            </span>
          </div>
          <h1 dir="auto" className="text-3xl wrap-words">
            {activity.title}
          </h1>
        </div>
        <StepLine step={stepOf(activity)} />
        {actions}
        <OthersNote
          activities={activities}
          isOver={event.status === 'ended' || event.status === 'archived'}
          isOwn={acts.isOwn}
        />
        {!isDesk && audience}
        {layout !== 'phone' && roomSees}
        <HostResult id={id} activity={activity} isCompact={layout === 'phone'} />
        {activity.kind === 'quiz' && (
          <HostLeaderboard
            onScreen={
              stage?.view === 'leaderboard' ? undefined : () => putStage.mutate({ view: 'leaderboard' })
            }
          />
        )}
        {activity.state === 'closed' && activity.integrity !== null && (
          <IntegrityLine integrity={activity.integrity} />
        )}
        {/* In the hand the numbers come first. */}
        {layout === 'phone' && roomSees}
        <div className={cn('mt-auto grid gap-2.5', isDesk && 'sm:grid-cols-2')}>
          {(activity.hostNotes ?? '') !== '' && (
            <section className="rounded-2xl border border-border bg-card px-4 py-3.5">
              <h2 className="mb-0.75 text-label text-muted-foreground">{m.host_notes()}</h2>
              <p dir="auto" className="text-[0.90625rem] leading-5 wrap-words whitespace-pre-line">
                {activity.hostNotes}
              </p>
            </section>
          )}
          {next !== undefined && (
            <UpNext
              shown={next}
              next={following}
              selectedId={id}
              isDesk={isDesk}
              isDisabled={isOffline || acts.isPending}
              onSelect={onSelect}
            />
          )}
        </div>
      </main>
      {isDesk && (
        <aside
          aria-label={m.host_audience()}
          className="w-80 shrink-0 overflow-y-auto border-s border-border bg-card px-5 pt-4.5 pb-4 xl:w-93"
        >
          <div className="mb-2.5 flex items-center justify-between gap-3">
            <h2 className="text-[0.9375rem] leading-5 font-[620]">{m.host_audience()}</h2>
            <span className="text-muted-foreground">{m.host_joined(counted(joined))}</span>
          </div>
          {audience}
        </aside>
      )}
    </>
  );
}

function UpNext({
  shown,
  next,
  isDesk,
  selectedId,
  isDisabled,
  onSelect,
}: {
  shown: ShownActivity;
  selectedId: string;
  next: Next;
  isDesk: boolean;
  isDisabled: boolean;
  onSelect: (id: string) => void;
}) {
  const { icon: Icon } = wordsOf(shown.activity.kind);
  // Once it is closed, the way on stands with the other steps.
  const isFromHere = next.act?.closes?.id === selectedId;
  const opensIt = next.act !== null && next.act.to === shown.id;
  return (
    <section className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-2xl border border-border bg-card px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-32">
        <h2 className="mb-0.75 text-label text-muted-foreground">{m.host_up_next()}</h2>
        <button
          type="button"
          onClick={() => onSelect(shown.id)}
          className="flex gap-2 text-start text-[0.90625rem] leading-5 font-[540] hover:underline pointer-coarse:min-h-11"
        >
          <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
          <span dir="auto" className="wrap-words">
            {shown.activity.title}
          </span>
        </button>
      </div>
      {opensIt && isFromHere && next.go !== null && (
        <Button size={isDesk ? 'sm' : 'tap'} disabled={isDisabled} onClick={next.go}>
          {m.host_next()}
          <ArrowRight aria-hidden="true" className="rtl:-scale-x-100" />
          {isDesk && <Kbd aria-hidden="true">N</Kbd>}
        </Button>
      )}
      {opensIt && next.act?.closes != null && (
        <p dir="auto" className="w-full text-[0.8125rem] leading-4.5 text-muted-foreground wrap-words">
          {m.host_next_closes({ title: next.act.closes.activity.title })}
        </p>
      )}
    </section>
  );
}
