/** `/host/sign-in?to=<path>`: leads back to where somebody wanted to go. */
import { createFileRoute } from '@tanstack/react-router';
import { readSignInSearch } from '#/capabilities/hosts/session.ts';
import { SignIn } from '#/capabilities/hosts/sign-in.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/host/sign-in')({
  validateSearch: readSignInSearch,
  head: () => ({ meta: [{ title: `${m.host_sign_in()} · Plenum` }] }),
  component: SignInPage,
});

function SignInPage() {
  const search = Route.useSearch();
  return (
    <LocaleBoundary>
      <SignIn {...search} />
    </LocaleBoundary>
  );
}
