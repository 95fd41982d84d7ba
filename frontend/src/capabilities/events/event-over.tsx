/** The pages after which nothing comes: gone, unknown, removed, signed out. */
import { Link } from '@tanstack/react-router';
import { useAnnounced } from '#/components/live-regions.tsx';
import { PageMessage } from '#/components/page-message.tsx';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';

/** @param code  The problem code with which the feed refused. */
export function EventRefused({ code }: { code: string | null }) {
  const isGone = code === 'event_gone';
  useAnnounced(isGone ? m.gone_title() : null, { politeness: 'assertive', isNews: true });
  return (
    <PageMessage title={isGone ? m.gone_title() : m.unknown_title()} {...(isGone && { text: m.gone_text() })}>
      <JoinAnother />
    </PageMessage>
  );
}

export function RemovedByHost() {
  useAnnounced(m.removed_title(), { politeness: 'assertive', isNews: true });
  return (
    <PageMessage title={m.removed_title()}>
      <JoinAnother />
    </PageMessage>
  );
}

/** This device's token counts no more, for example after the host's server was set up anew. */
export function SignedOut({ onJoinAgain }: { onJoinAgain: () => void }) {
  return (
    <PageMessage title={m.signed_out_title()} text={m.signed_out_text()}>
      <Button variant="primary" size="lg" onClick={onJoinAgain}>
        {m.join_again()}
      </Button>
    </PageMessage>
  );
}

function JoinAnother() {
  return (
    <Button variant="primary" size="lg" asChild>
      <Link to="/">{m.join_another()}</Link>
    </Button>
  );
}
