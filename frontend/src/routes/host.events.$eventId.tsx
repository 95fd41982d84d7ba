/** `/host/events/<id>`: the control room. The address says which activity is chosen and whether it is being written. */
import type { ActivityKind } from '@plenum/protocol';
import { createFileRoute, Link } from '@tanstack/react-router';
import { RequireHost, SignedOutMeanwhile } from '#/capabilities/hosts/require-host.tsx';
import { PageMessage } from '#/components/page-message.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { useDelayed } from '#/lib/use-delayed.ts';
import { LiveEvent } from '#/live/live-event.tsx';
import { useConnection } from '#/live/use-connection.ts';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { Room } from './-host/room.tsx';

const MODES = ['edit', 'new', 'import', 'templates'] as const;
type Mode = (typeof MODES)[number];

export interface RoomSearch {
  readonly activity?: string;
  readonly mode?: Mode;
  /** Of the new one. */
  readonly kind?: ActivityKind;
}

export const Route = createFileRoute('/host/events/$eventId')({
  validateSearch: ({ activity, mode, kind }: Record<string, unknown>): RoomSearch => ({
    ...(typeof activity === 'string' && { activity }),
    ...(MODES.includes(mode as Mode) && { mode: mode as Mode }),
    // Whether there is such a kind the page says: its words are not for the phones that load this file.
    ...(mode === 'new' && typeof kind === 'string' && { kind: kind as ActivityKind }),
  }),
  component: RoomPage,
});

function RoomPage() {
  const { eventId } = Route.useParams();
  return (
    <RequireHost>
      <LiveEvent key={eventId} eventId={eventId} audience="host">
        <LocaleBoundary>
          <RoomOrReason />
        </LocaleBoundary>
      </LiveEvent>
    </RequireHost>
  );
}

function RoomOrReason() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const event = useEvent();
  const { status, code } = useConnection();
  const isSlow = useDelayed(event === undefined, 300);
  if (status === 'refused') return <Refused code={code} />;
  if (event === undefined) return isSlow ? <RoomSkeleton /> : <div className="min-h-dvh" />;
  return (
    <Room
      event={event}
      search={search}
      // Choosing is no new page; writing is: Back leads out of it.
      onGo={(next, isNewPage) => void navigate({ search: next, replace: !isNewPage })}
    />
  );
}

function Refused({ code }: { code: string | null }) {
  if (code === 'credentials_missing' || code === 'credentials_invalid') return <SignedOutMeanwhile />;
  const [title, text] = refusal(code);
  return (
    <PageMessage title={title} text={text}>
      <Button variant="primary" size="lg" asChild>
        <Link to="/host">{m.host_all_events()}</Link>
      </Button>
    </PageMessage>
  );
}

function refusal(code: string | null): [title: string, text: string] {
  switch (code) {
    case 'forbidden':
      return [m.host_refused_forbidden(), m.host_refused_forbidden_text()];
    case 'event_gone':
      return [m.error_event_gone(), m.host_refused_gone_text()];
    default:
      return [m.host_refused_unknown(), m.host_refused_unknown_text()];
  }
}

function RoomSkeleton() {
  return (
    <div className="flex h-dvh flex-col">
      <div className="flex min-h-15 items-center gap-4 border-b border-border bg-card px-5">
        <Skeleton className="h-7 w-48" />
      </div>
      <div className="mx-auto grid w-full max-w-3xl gap-5 px-5 py-8">
        <Skeleton className="h-9 w-3/4" />
        <Skeleton className="h-6" />
        <Skeleton className="h-13 w-52" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
