/** Joining by the QR code: the code is filled in and tried at once, or asks who one was (`?back=true`). */
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { JoinFlow } from '#/capabilities/participants/join-flow.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';

export const Route = createFileRoute('/_app/j/$code')({
  validateSearch: ({ back }: Record<string, unknown>): { back?: true } => (back === true ? { back } : {}),
  component: ScannedPage,
});

function ScannedPage() {
  const { code } = Route.useParams();
  const { back = false } = Route.useSearch();
  const navigate = useNavigate();
  return (
    <LocaleBoundary>
      <JoinFlow
        key={`${code} ${back}`}
        scannedCode={code}
        isBack={back}
        // Replaced: "back" from the event must not join again.
        onJoined={({ eventId }) => void navigate({ to: '/e/$eventId', params: { eventId }, replace: true })}
      />
    </LocaleBoundary>
  );
}
