/**
 * `/screen/<id>#<token>`: the projector. Shows what the host put up and follows it by itself. The token stands in the
 * fragment, which no server sees, and is kept for this tab, so that it survives a reload without the fragment.
 */
import '@fontsource-variable/geist';
import { createFileRoute, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { ScreenActivity } from '#/capabilities/activities/screen-activity.tsx';
import { ScreenFooter } from '#/capabilities/events/screen-footer.tsx';
import { BlankPage, ScreenFrame, toggleFullScreen } from '#/capabilities/events/screen-frame.tsx';
import { ScreenJoin } from '#/capabilities/events/screen-join.tsx';
import { useScreenSettings } from '#/capabilities/events/screen-view.ts';
import { answeredShare, seatsAnswered } from '#/capabilities/participants/host-share.ts';
import { ScreenLeaderboard } from '#/capabilities/quiz/screen-leaderboard.tsx';
import { PageMessage } from '#/components/page-message.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { formatClock } from '#/lib/format.ts';
import { useShortcuts } from '#/lib/shortcuts.ts';
import { LiveEvent, useLiveContext } from '#/live/live-event.tsx';
import { useConnection } from '#/live/use-connection.ts';
import { useEntity, useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/screen/$eventId')({ component: ScreenPage });

function ScreenPage() {
  const { eventId } = Route.useParams();
  const token = useToken(eventId);
  if (token === null) return <Refused code="credentials_missing" />;
  return (
    <LiveEvent key={`${eventId} ${token}`} eventId={eventId} audience="screen" token={token}>
      <LocaleBoundary>
        <Screen />
      </LocaleBoundary>
    </LiveEvent>
  );
}

function useToken(eventId: string): string | null {
  const fragment = useRouterState({ select: (state) => state.location.hash });
  const name = `plenum:screen-token:${eventId}`;
  const token = fragment !== '' ? fragment : readSession(name);
  useEffect(() => {
    if (fragment !== '') keepSession(name, fragment);
  }, [fragment, name]);
  return token;
}

function Screen() {
  const { eventId } = useLiveContext();
  const settings = useScreenSettings();
  const event = useEvent();
  const stage = useEntity('stage', eventId);
  const joined = useEntity('audience', eventId)?.joined ?? 0;
  const stagedId = stage?.view === 'activity' ? (stage.activityId ?? '') : '';
  const activity = useEntity('activity', stagedId);
  const result = useEntity('result', stagedId);
  const answered = useEntity('turnout', stagedId)?.responses ?? 0;
  const board = useEntity('leaderboard', eventId);
  const connection = useConnection();

  useShortcuts({
    f: toggleFullScreen,
    d: settings.toggleTheme,
    b: settings.toggleBlank,
    '+': () => settings.resize(1),
    '=': () => settings.resize(1),
    '-': () => settings.resize(-1),
    '−': () => settings.resize(-1),
  });
  useEffect(() => {
    // Read by whoever cannot see the wall: this page has no live region.
    document.title = activity?.title ?? event?.title ?? 'Plenum';
  }, [activity?.title, event?.title]);

  if (connection.status === 'refused') return <Refused code={connection.code} />;
  if (event === undefined) return <div className="min-h-dvh" />;

  const isStale =
    connection.status === 'offline' || connection.status === 'catching-up' || connection.failures > 2;
  const note =
    isStale && connection.lastSuccessAt !== null
      ? m.screen_reconnecting({ time: formatClock(connection.lastSuccessAt) })
      : null;
  const isOver = event.status === 'ended' || event.status === 'archived';

  const foot = (said: ReactNode) => (
    <ScreenFooter code={event.code} isOver={isOver}>
      {note ?? said}
    </ScreenFooter>
  );

  return (
    <ScreenFrame settings={settings}>
      {stage?.view === 'blank' ? (
        <BlankPage />
      ) : stage?.view === 'leaderboard' ? (
        <ScreenLeaderboard board={board} zoom={settings.zoom} foot={foot} />
      ) : activity === undefined ? (
        <ScreenJoin event={event} joined={joined} note={note} />
      ) : (
        <ScreenActivity
          key={stagedId}
          activityId={stagedId}
          activity={activity}
          result={result}
          answered={answered}
          joined={joined}
          zoom={settings.zoom}
          seatsFilled={(seats) => seatsAnswered(answeredShare(answered, joined) ?? 0, seats)}
          foot={foot}
        />
      )}
    </ScreenFrame>
  );
}

function Refused({ code }: { code: string | null }) {
  switch (code) {
    case 'event_gone':
      return <PageMessage title={m.error_event_gone()} />;
    case 'event_not_found':
    case 'route_not_found':
      return <PageMessage title={m.screen_unknown()} />;
    default:
      return <PageMessage title={m.screen_refused()} text={m.screen_refused_text()} />;
  }
}

function readSession(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function keepSession(name: string, token: string): void {
  try {
    sessionStorage.setItem(name, token);
  } catch {
    // A private window: the fragment is still there.
  }
}
