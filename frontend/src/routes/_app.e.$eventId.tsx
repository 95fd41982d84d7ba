/** The event on a phone: who you are here, then what is on. Composes; the rules are the capabilities'. */
import type { EventEntity } from '@plenum/protocol';
import { createFileRoute, Navigate, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { AttendeeActivities } from '#/capabilities/activities/attendee-activities.tsx';
import { KindBoundary } from '#/capabilities/activities/kind-boundary.tsx';
import { EventBanner } from '#/capabilities/events/event-banner.tsx';
import { EventEnded } from '#/capabilities/events/event-ended.tsx';
import { EventHeader } from '#/capabilities/events/event-header.tsx';
import { EventLoading } from '#/capabilities/events/event-loading.tsx';
import { EventRefused, RemovedByHost, SignedOut } from '#/capabilities/events/event-over.tsx';
import { WaitingRoom } from '#/capabilities/events/waiting-room.tsx';
import { EventBadge } from '#/capabilities/participants/event-badge.tsx';
import { JoinLayout } from '#/capabilities/participants/join-layout.tsx';
import { NicknameStep } from '#/capabilities/participants/nickname-step.tsx';
import { YouButton } from '#/capabilities/participants/you-button.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import { lazyComponent } from '#/lib/lazy-component.ts';
import { forgetIdentity, type Identity, keepIdentity, readIdentity } from '#/live/identity.ts';
import { LiveEvent, useLiveContext } from '#/live/live-event.tsx';
import { ParticipationProvider, useRefusal } from '#/live/participation.tsx';
import { useConnection } from '#/live/use-connection.ts';
import { useEntities, useEntity, useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/_app/e/$eventId')({ component: EventPage });

// What few need, or need later, does not weigh on coming in.
const TeamStep = lazyComponent(
  async () => (await import('#/capabilities/participants/team-step.tsx')).TeamStep,
);
const OwnTeamNote = lazyComponent(
  async () => (await import('#/capabilities/participants/own-team-note.tsx')).OwnTeamNote,
);
const ResumeCodePage = lazyComponent(
  async () => (await import('#/capabilities/participants/resume-code-page.tsx')).ResumeCodePage,
);
const YouSheet = lazyComponent(
  async () => (await import('#/capabilities/participants/you-sheet.tsx')).YouSheet,
);
const FinalStanding = lazyComponent(
  async () => (await import('#/capabilities/quiz/final-standing.tsx')).FinalStanding,
);

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
  const isOver = event.status === 'ended' || event.status === 'archived';
  const wasHere = () =>
    void navigate({ to: '/j/$code', params: { code: event.code }, search: { back: true } });
  if (!isOver && identity.asksName && event.settings.nicknames !== 'off') {
    return (
      <LocaleBoundary>
        <Arriving event={event}>
          <NicknameStep
            identity={identity}
            settings={event.settings}
            onNamed={(nickname) => change({ nickname, asksName: false })}
          />
          <WasHereButton onPress={wasHere} />
        </Arriving>
      </LocaleBoundary>
    );
  }
  if (!isOver && identity.asksTeam === true && event.settings.teamMode === 'choose') {
    return (
      <LocaleBoundary>
        <Arriving event={event}>
          <KindBoundary coming={null}>
            <TeamStep
              identity={identity}
              teams={event.settings.teams}
              onDone={() => change({ asksTeam: false })}
            />
          </KindBoundary>
        </Arriving>
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
          onWasHere={wasHere}
          onLeave={leave}
        />
      </LocaleBoundary>
    </ParticipationProvider>
  );
}

function Arriving({ event, children }: { event: EventEntity; children: ReactNode }) {
  const { eventId } = useLiveContext();
  const audience = useEntity('audience', eventId);
  return (
    <JoinLayout>
      <div className="pt-6 short:pt-2">
        <EventBadge title={event.title}>{audience && m.people_joined(counted(audience.joined))}</EventBadge>
        {children}
      </div>
    </JoinLayout>
  );
}

function WasHereButton({ onPress }: { onPress: () => void }) {
  return (
    <Button variant="quiet" size="tap" className="mt-4 -ms-2.5 px-2.5" onClick={onPress}>
      {m.resume_was_here()}
    </Button>
  );
}

interface ParticipantProps {
  readonly identity: Identity;
  readonly isYouOpen: boolean;
  readonly onYouOpen: (isOpen: boolean) => void;
  readonly onNamed: (nickname: string | null) => void;
  readonly onWasHere: () => void;
  readonly onLeave: () => void;
}

function Participant({ identity, isYouOpen, onYouOpen, onNamed, onWasHere, onLeave }: ParticipantProps) {
  const event = useEvent();
  const activities = useEntities('activity');
  const hasPoints = useEntity('leaderboard', identity.eventId) !== undefined;
  const youButton = useRef<HTMLButtonElement>(null);
  const refusal = useRefusal(identity);
  const [isCodeShown, setIsCodeShown] = useState(false);
  // From the first time on: a sheet that was closed keeps what was typed.
  const [isYouWanted, setIsYouWanted] = useState(false);
  if (event === undefined) return null;
  if (refusal === 'removed') return <RemovedByHost />;
  if (refusal === 'signed-out') return <SignedOut onJoinAgain={onLeave} />;
  const { title, status, settings } = event;
  const isOver = status === 'ended' || status === 'archived';
  return (
    <div className="flex min-h-dvh flex-col">
      <EventHeader title={title}>
        <YouButton
          ref={youButton}
          onOpen={() => {
            setIsYouWanted(true);
            onYouOpen(true);
          }}
        />
      </EventHeader>
      <main className="flex flex-1 flex-col">
        <EventBanner isPaused={status === 'paused' && activities.size > 0} />
        <div className="column flex flex-1 flex-col pt-3 pb-[calc(2rem+env(safe-area-inset-bottom))]">
          {isCodeShown ? (
            <KindBoundary coming={null}>
              <ResumeCodePage identity={identity} onBack={() => setIsCodeShown(false)} />
            </KindBoundary>
          ) : (
            <>
              {isOver && <EventEnded nickname={identity.nickname} />}
              {isOver && hasPoints && (
                <KindBoundary coming={null}>
                  <FinalStanding />
                </KindBoundary>
              )}
              <AttendeeActivities
                activities={activities}
                status={status}
                empty={
                  isOver ? null : (
                    <>
                      <WaitingRoom nickname={identity.nickname} status={status} />
                      {settings.teamMode !== 'off' && (
                        <KindBoundary coming={null}>
                          <OwnTeamNote />
                        </KindBoundary>
                      )}
                    </>
                  )
                }
              />
            </>
          )}
        </div>
      </main>
      {isYouWanted && (
        <KindBoundary coming={null}>
          <YouSheet
            isOpen={isYouOpen}
            onClose={() => {
              onYouOpen(false);
              // The browser gives focus back to the button that opened it; a new language drew that one anew.
              youButton.current?.focus();
            }}
            identity={identity}
            settings={settings}
            onNamed={onNamed}
            onCarryOn={() => {
              onYouOpen(false);
              setIsCodeShown(true);
            }}
            onWasHere={onWasHere}
            onLeave={onLeave}
          />
        </KindBoundary>
      )}
    </div>
  );
}
