/** An address nobody knows. A splat and not the root's notFoundComponent, which would break hydration. */
import { createFileRoute, Link } from '@tanstack/react-router';
import { PageMessage } from '#/components/page-message.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/$')({
  component: () => (
    <LocaleBoundary>
      <UnknownPage />
    </LocaleBoundary>
  ),
});

function UnknownPage() {
  return (
    <PageMessage title={m.page_unknown()} text={m.page_unknown_text()}>
      <Button variant="primary" size="lg" asChild>
        <Link to="/">{m.join_title()}</Link>
      </Button>
    </PageMessage>
  );
}
