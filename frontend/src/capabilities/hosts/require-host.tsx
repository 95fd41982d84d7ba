/** Shows its children to somebody who is signed in, and everybody else the way to sign in and back. */
import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { PageMessage } from '#/components/page-message.tsx';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';
import { type SignInReason, sessionQuery } from './session.ts';

export function RequireHost({ children }: { children: ReactNode }) {
  const session = useQuery(sessionQuery);
  if (session.data?.user) return children;
  if (session.data) return <ToSignIn why="needed" />;
  if (session.isError) {
    return (
      <PageMessage title={m.host_unreachable()} text={sentenceOf(session.error)}>
        <Button variant="primary" size="lg" onClick={() => void session.refetch()}>
          {m.action_try_now()}
        </Button>
      </PageMessage>
    );
  }
  return <div className="min-h-dvh" />;
}

/** For a feed that was refused: the session ended while the page was open. */
export function SignedOutMeanwhile() {
  return <ToSignIn why="away" />;
}

function ToSignIn({ why }: { why: SignInReason }) {
  const router = useRouter();
  // Once: while the way to the sign-in page is under way, the address is that page's already.
  const [to] = useState(() => router.latestLocation.href);
  return <Navigate to="/host/sign-in" search={{ to, why }} replace />;
}
