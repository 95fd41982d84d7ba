/** What host pages stand in. They carry the whole font: a laptop on a stage may wait for it, a phone in the room may not. */
import '@fontsource-variable/geist';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { PageShell } from '#/components/page-shell.tsx';

export const Route = createFileRoute('/host')({
  component: () => (
    <PageShell>
      <Outlet />
    </PageShell>
  ),
});
