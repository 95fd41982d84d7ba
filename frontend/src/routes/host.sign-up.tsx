/** `/host/sign-up`: an account on this server. */
import { createFileRoute } from '@tanstack/react-router';
import { readSignInSearch } from '#/capabilities/hosts/session.ts';
import { SignUp } from '#/capabilities/hosts/sign-up.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/host/sign-up')({
  validateSearch: readSignInSearch,
  head: () => ({ meta: [{ title: `${m.host_sign_up()} · Plenum` }] }),
  component: SignUpPage,
});

function SignUpPage() {
  const search = Route.useSearch();
  return (
    <LocaleBoundary>
      <SignUp {...search} />
    </LocaleBoundary>
  );
}
