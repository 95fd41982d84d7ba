/** The event on a phone: who you are here, then what is on. Composes; the rules are the capabilities'. */
import { createFileRoute, Navigate, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AttendeeActivities } from '#/capabilities/activities/attendee-activities.tsx';
import { EventBanner } from '#/capabilities/events/event-banner.tsx';
import { EventEnded } from '#/capabilities/events/event-ended.tsx';
import { EventHeader } from '#/capabilities/events/event-header.tsx';
import { EventLoading } from '#/capabilities/events/event-loading.tsx';
import { EventRefused, RemovedByHost, SignedOut } from '#/capabilities/events/event-over.tsx';
import { WaitingRoom } from '#/capabilities/events/waiting-room.tsx';
import { EventBadge } from '#/capabilities/participants/event-badge.tsx';
import { JoinLayout } from '#/capabilities/participants/join-layout.tsx';
import { NicknameStep } from '#/capabilities/participants/nickname-step.tsx';
import { YouButton, YouSheet } from '#/capabilities/participants/you-sheet.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { counted } from '#/lib/format.ts';
import { forgetIdentity, type Identity, keepIdentity, readIdentity } from '#/live/identity.ts';
import { LiveEvent } from '#/live/live-event.tsx';
import { ParticipationProvider, useIsSignedOut } from '#/live/participation.tsx';
import { useConnection } from '#/live/use-connection.ts';
import { useEntities, useEntity, useEvent } from '#/live/use-feed.ts';
import { useIsRemoved } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/_app/e/$eventId')({ component: EventPage });

function EventPage() {
  const { eventId } = Route.useParams();
  return (
    <LiveEvent key={eventId} eventId={eventId}>
      <Attendee eventId={eventId} />
    </LiveEvent>
  );
}

function Attendee({ eventId }: { eventId: string }) {
  const [identity, setIdentity] = useState(() => readIdentity(eventId));
  const [isYouOpen, setIsYouOpen] = useState(false);
  const event = useEvent();
  const connection = useConnection();
  const navigate = useNavigate();

  function change(next: Partial<Identity>) {
    if (identity === null) return;
    const changed = { ...identity, ...next };
    keepIdentity(changed);
    setIdentity(changed);
  }

  function leave() {
    forgetIdentity(eventId, event?.code ?? null);
    void navigate({ to: '/' });
  }

  if (connection.status === 'refused') return <EventRefused code={connection.code} />;
  if (event === undefined) return <EventLoading />;
  // A link that somebody sent on: this device still has to join.
  if (identity === null) return <Navigate to="/j/$code" params={{ code: event.code }} replace />;
  if (identity.asksName && event.settings.nicknames !== 'off' && event.status !== 'ended') {
    return (
      <LocaleBoundary>
        <Naming identity={identity} onNamed={(nickname) => change({ nickname, asksName: false })} />
      </LocaleBoundary>
    );
  }
  return (
    <ParticipationProvider identity={identity}>
      <LocaleBoundary>
        <Participant
          identity={identity}
          isYouOpen={isYouOpen}
          onYouOpen={setIsYouOpen}
          onNamed={(nickname) => change({ nickname })}
          onLeave={leave}
        />
      </LocaleBoundary>
    </ParticipationProvider>
  );
}

function Naming({ identity, onNamed }: { identity: Identity; onNamed: (nickname: string | null) => void }) {
  const event = useEvent();
  const audience = useEntity('audience', identity.eventId);
  if (event === undefined) return null;
  return (
    <JoinLayout>
      <div className="pt-6 short:pt-2">
        <EventBadge title={event.title}>{audience && m.people_joined(counted(audience.joined))}</EventBadge>
        <NicknameStep
          identity={identity}
          isRequired={event.settings.nicknames === 'required'}
          onNamed={onNamed}
        />
      </div>
    </JoinLayout>
  );
}

interface ParticipantProps {
  readonly identity: Identity;
  readonly isYouOpen: boolean;
  readonly onYouOpen: (isOpen: boolean) => void;
  readonly onNamed: (nickname: string | null) => void;
  readonly onLeave: () => void;
}

function Participant({ identity, isYouOpen, onYouOpen, onNamed, onLeave }: ParticipantProps) {
  const event = useEvent();
  const activities = useEntities('activity');
  const youButton = useRef<HTMLButtonElement>(null);
  const isRemoved = useIsRemoved();
  const isSignedOut = useIsSignedOut(identity);
  if (event === undefined) return null;
  if (isRemoved) return <RemovedByHost />;
  if (isSignedOut) return <SignedOut onJoinAgain={onLeave} />;
  const { title, status, settings } = event;
  const isOver = status === 'ended' || status === 'archived';
  return (
    <div className="flex min-h-dvh flex-col">
      <EventHeader title={title}>
        <YouButton ref={youButton} onOpen={() => onYouOpen(true)} />
      </EventHeader>
      <main className="flex flex-1 flex-col">
        <EventBanner isPaused={status === 'paused' && activities.size > 0} />
        <div className="column flex flex-1 flex-col pt-3 pb-[calc(2rem+env(safe-area-inset-bottom))]">
          {isOver && <EventEnded nickname={identity.nickname} />}
          <AttendeeActivities
            activities={activities}
            status={status}
            empty={isOver ? null : <WaitingRoom nickname={identity.nickname} status={status} />}
          />
        </div>
      </main>
      <YouSheet
        isOpen={isYouOpen}
        onClose={() => {
          onYouOpen(false);
          // The browser gives focus back to the button that opened it; a new language drew that one anew.
          youButton.current?.focus();
        }}
        identity={identity}
        nicknames={settings.nicknames}
        onNamed={onNamed}
        onLeave={onLeave}
      />
    </div>
  );
}
