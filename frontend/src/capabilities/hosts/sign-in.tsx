/** Signing in: one step into the own events. A wrong password clears itself and keeps the address. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Info } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { signInHost } from '#/api/hosts.ts';
import { announce } from '#/components/live-regions.tsx';
import { Alert, AlertDescription } from '#/components/ui/alert.tsx';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';
import { AuthFrame } from './auth-frame.tsx';
import { retryTime } from './auth-words.ts';
import { Field, FieldError, PasswordField } from './fields.tsx';
import { enterSession, type SignInSearch } from './session.ts';

export function SignIn({ to = '/host', why }: SignInSearch) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const passwordRef = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: signInHost,
    onSuccess(session) {
      enterSession(queryClient, session);
      void navigate({ href: to, replace: true });
    },
    onError(error) {
      announce(sentence(error), 'assertive');
      if (codeOf(error) !== 'credentials_invalid') return;
      setPassword('');
      passwordRef.current?.focus();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ email: email.trim(), password });
  };
  const isWrong = codeOf(signIn.error) === 'credentials_invalid';

  return (
    <AuthFrame title={m.host_sign_in()} text={m.host_sign_in_text()}>
      {/* A one-time link leads here once it was used: the page it names asks who comes. */}
      {(why === 'away' || (why === 'needed' && to.startsWith('/host/events/'))) && (
        <Alert className="mb-6">
          <Info aria-hidden="true" />
          <AlertDescription>
            {why === 'away' ? m.host_sign_in_away() : m.host_sign_in_link_used()}
          </AlertDescription>
        </Alert>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={m.host_email()}
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={m.host_password()}
          name="password"
          autoComplete="current-password"
          required
          ref={passwordRef}
          value={password}
          error={isWrong ? sentence(signIn.error) : null}
          onChange={(event) => setPassword(event.target.value)}
        />
        {signIn.isError && !isWrong && <FieldError>{sentence(signIn.error)}</FieldError>}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="mt-1 min-h-12 text-base"
          aria-disabled={signIn.isPending}
        >
          {m.host_sign_in()}
        </Button>
      </form>
      <p className="mt-5.5 text-center text-[0.9375rem] text-muted-foreground">
        {m.host_new_here()}{' '}
        <Link
          to="/host/sign-up"
          search={{ to }}
          className="inline-block py-1 font-[560] text-primary underline-offset-4 hover:underline"
        >
          {m.host_create_account_link()}
        </Link>
      </p>
    </AuthFrame>
  );
}

function sentence(error: unknown): string {
  switch (codeOf(error)) {
    case 'credentials_invalid':
    case 'request_invalid':
      return m.host_sign_in_wrong();
    case 'rate_limited':
      return m.host_too_many_tries({ time: retryTime(error) });
    default:
      return sentenceOf(error);
  }
}
