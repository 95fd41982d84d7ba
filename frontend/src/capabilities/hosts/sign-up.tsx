/** Making an account: name, e-mail, password, nothing else. The password is seen while it is made up. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { signUpHost } from '#/api/hosts.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { AuthFrame } from './auth-frame.tsx';
import { retryTime } from './auth-words.ts';
import { Field, FieldError, PasswordField } from './fields.tsx';
import { missingCharacters, PASSWORD_MAX, PASSWORD_MIN } from './password.ts';
import { enterSession, type SignInSearch } from './session.ts';

export function SignUp({ to = '/host' }: Pick<SignInSearch, 'to'>) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [account, setAccount] = useState({ name: '', email: '', password: '' });
  const [isTried, setIsTried] = useState(false);
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const missing = missingCharacters(account.password);
  const signUp = useMutation({
    mutationFn: signUpHost,
    onSuccess(session) {
      enterSession(queryClient, session);
      void navigate({ href: to, replace: true });
    },
    onError(error) {
      announce(sentence(error), 'assertive');
      if (isAboutEmail(error)) emailRef.current?.focus();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (missing > 0) passwordRef.current?.focus();
    else if (!signUp.isPending)
      signUp.mutate({ ...account, name: account.name.trim(), email: account.email.trim() });
  };
  const set = (change: Partial<typeof account>) => setAccount({ ...account, ...change });

  return (
    <AuthFrame title={m.host_sign_up()} text={m.host_sign_up_text()}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={m.host_name()}
          hint={m.host_name_hint()}
          name="name"
          autoComplete="name"
          maxLength={80}
          required
          value={account.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Field
          label={m.host_email()}
          name="email"
          type="email"
          autoComplete="username"
          required
          ref={emailRef}
          value={account.email}
          error={isAboutEmail(signUp.error) ? sentence(signUp.error) : null}
          onChange={(event) => set({ email: event.target.value })}
        />
        <PasswordField
          label={m.host_password()}
          name="password"
          autoComplete="new-password"
          startsShown
          required
          maxLength={PASSWORD_MAX}
          ref={passwordRef}
          value={account.password}
          error={isTried && missing > 0 ? m.host_password_missing(counted(missing)) : null}
          hint={<PasswordHint password={account.password} />}
          onChange={(event) => set({ password: event.target.value })}
        />
        {signUp.isError && !isAboutEmail(signUp.error) && <FieldError>{sentence(signUp.error)}</FieldError>}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="mt-1 min-h-12 text-base"
          aria-disabled={signUp.isPending}
        >
          {m.host_create_account()}
        </Button>
      </form>
      <p className="mt-5.5 text-center text-[0.9375rem] text-muted-foreground">
        {m.host_have_account()}{' '}
        <Link
          to="/host/sign-in"
          search={{ to }}
          className="inline-block py-1 font-[560] text-primary underline-offset-4 hover:underline"
        >
          {m.host_sign_in()}
        </Link>
      </p>
    </AuthFrame>
  );
}

function PasswordHint({ password }: { password: string }) {
  const missing = missingCharacters(password);
  if (password === '') return m.host_password_hint({ least: formatCount(PASSWORD_MIN) });
  if (missing > 0) return m.host_password_missing(counted(missing));
  return (
    <span className="flex items-center gap-2">
      <Check className="size-4 shrink-0 text-success" aria-hidden="true" />
      <span>
        <b className="font-semibold text-foreground">{m.host_password_strong()}</b>{' '}
        {m.host_password_length({ count: formatCount(password.length), least: formatCount(PASSWORD_MIN) })}
      </span>
    </span>
  );
}

function isAboutEmail(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'id_taken' || code === 'request_invalid';
}

function sentence(error: unknown): string {
  switch (codeOf(error)) {
    case 'id_taken':
      return m.host_email_taken();
    case 'request_invalid':
      return m.host_email_wrong();
    case 'rate_limited':
      return m.host_too_many_tries({ time: retryTime(error) });
    default:
      return sentenceOf(error);
  }
}
