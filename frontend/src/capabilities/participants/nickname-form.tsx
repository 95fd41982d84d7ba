/** The name the room may see, asked once: what others will see stands below it. Who sends it decides what is wrong. */
import { ShieldCheck, VenetianMask } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { FieldError } from '#/components/field-error.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { usePageTitle } from '#/lib/use-page-title.ts';
import * as m from '#/paraglide/messages.js';

export interface NicknameFormProps {
  readonly isBusy: boolean;
  /** What the last try answered. */
  readonly error: Error | null;
  readonly onName: (nickname: string) => void;
  /** Absent where the event requires a name. */
  readonly onWithout?: () => void;
}

export function NicknameForm({ isBusy, error, onName, onWithout }: NicknameFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [text, setText] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const wanted = text.trim();
  const problem = isMissing ? m.nickname_missing() : error && nicknameSentence(error);
  usePageTitle(m.nickname());

  // A new step: who cannot see it hears its title.
  useEffect(() => heading.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsMissing(wanted === '');
    if (wanted === '') input.current?.focus();
    else if (!isBusy) onName(wanted);
  }

  return (
    <form onSubmit={submit} noValidate>
      <h1 ref={heading} tabIndex={-1} className="mb-5.5 text-3xl">
        {onWithout === undefined ? m.nickname_title_required() : m.nickname_title()}
      </h1>
      <Label htmlFor="nickname" className="mb-1.5 text-[0.9375rem]">
        {m.nickname()}{' '}
        {onWithout !== undefined && (
          <span className="font-normal text-muted-foreground">{m.nickname_optional()}</span>
        )}
      </Label>
      <Input
        ref={input}
        id="nickname"
        name="nickname"
        size="xl"
        dir="auto"
        value={text}
        onChange={(event) => {
          setIsMissing(false);
          setText(event.target.value);
        }}
        maxLength={40}
        autoComplete="nickname"
        enterKeyHint="go"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : 'nickname-problem'}
      />
      {problem !== null && (
        <div className="mt-2.5">
          <FieldError id="nickname-problem">{problem}</FieldError>
        </div>
      )}
      <ul className="mt-5 mb-6.5 flex flex-col gap-3 text-[0.9375rem] leading-[1.3125rem]">
        <li className="flex gap-3">
          <VenetianMask aria-hidden="true" className="mt-px size-5 shrink-0 text-muted-foreground" />
          {m.promise_anonymous()}
        </li>
        <li className="flex gap-3">
          <ShieldCheck aria-hidden="true" className="mt-px size-5 shrink-0 text-muted-foreground" />
          {m.promise_no_account()}
        </li>
      </ul>
      <Button type="submit" variant="primary" size="lg" className="w-full wrap-words" aria-disabled={isBusy}>
        {wanted === '' ? m.nickname_join() : m.nickname_join_as({ name: wanted })}
      </Button>
      {onWithout !== undefined && (
        <Button variant="ghost" size="lg" className="mt-2 w-full" onClick={onWithout}>
          {m.nickname_join_without()}
        </Button>
      )}
    </form>
  );
}

/** The name came back another: told once, before going on. */
export function NicknameGiven({
  wanted,
  given,
  onContinue,
}: {
  wanted: string;
  given: string;
  onContinue: () => void;
}) {
  return (
    <>
      <h1 className="mb-6 text-3xl wrap-words">{m.nickname_taken({ given, wanted })}</h1>
      <Button variant="primary" size="lg" className="w-full" onClick={onContinue}>
        {m.action_continue()}
      </Button>
    </>
  );
}

/** The one thing a person can do about a name the server refuses is to take another. */
export function nicknameSentence(error: Error): string {
  return codeOf(error) === 'request_invalid' ? m.nickname_refused() : sentenceOf(error);
}
