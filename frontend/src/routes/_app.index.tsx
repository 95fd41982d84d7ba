/** Joining by typing the code. */
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { JoinFlow } from '#/capabilities/participants/join-flow.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';

export const Route = createFileRoute('/_app/')({ component: JoinPage });

function JoinPage() {
  const navigate = useNavigate();
  return (
    <LocaleBoundary>
      <JoinFlow onJoined={({ eventId }) => void navigate({ to: '/e/$eventId', params: { eventId } })} />
    </LocaleBoundary>
  );
}
