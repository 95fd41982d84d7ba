/** What attendee pages stand in. */
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { PageShell } from '#/components/page-shell.tsx';

export const Route = createFileRoute('/_app')({
  component: () => (
    <PageShell>
      <Outlet />
    </PageShell>
  ),
});
