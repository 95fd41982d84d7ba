/** One input for the code: paste works, case and spaces do not matter, a mistake keeps the text and the focus. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { FieldError } from '#/components/field-error.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { bareCode } from '#/lib/event-code.ts';
import * as m from '#/paraglide/messages.js';

export interface CodeFormProps {
  readonly code: string;
  readonly onCodeChange: (code: string) => void;
  readonly onJoin: (code: string) => void;
  readonly onWasHere: () => void;
  readonly isJoining: boolean;
  /** What the last try answered, as a sentence. */
  readonly error: string | null;
}

export function CodeForm({ code, onCodeChange, onJoin, onWasHere, isJoining, error }: CodeFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setIsMissing] = useState(false);
  const problem = isMissing ? m.join_code_missing() : error;

  // With a mouse there is a keyboard, and typing is next; on a phone it would cover half the page.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);

  // The person corrects the text next: the focus belongs there.
  useEffect(() => {
    if (error !== null) input.current?.focus();
  }, [error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const isEmpty = bareCode(code) === '';
    setIsMissing(isEmpty);
    if (isEmpty) input.current?.focus();
    else onJoin(bareCode(code));
  }

  return (
    <form onSubmit={submit} noValidate className="pt-10 sm:pt-14 short:pt-4">
      <h1 className="mb-7 text-4xl">{m.join_title()}</h1>
      <Label htmlFor="code" className="mb-1.5 text-[0.9375rem]">
        {m.join_code()}
      </Label>
      <Input
        ref={input}
        id="code"
        name="code"
        size="xl"
        dir="ltr"
        value={code}
        onChange={(event) => {
          setIsMissing(false);
          onCodeChange(event.target.value.toUpperCase());
        }}
        maxLength={24}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        aria-invalid={problem !== null}
        aria-describedby="code-hint"
        className="min-h-18 px-5 text-start text-[clamp(1rem,9vw,2.125rem)] font-[650] tracking-[0.13em] tabular-nums"
      />
      <div className="mt-2.5 mb-5.5">
        {problem === null ? (
          <p id="code-hint" className="text-[0.9375rem] text-muted-foreground">
            {m.join_code_hint()}
          </p>
        ) : (
          <FieldError id="code-hint">{problem}</FieldError>
        )}
      </div>
      <Button type="submit" variant="primary" size="lg" className="w-full" aria-disabled={isJoining}>
        {isJoining ? m.joining() : m.join_action()}
      </Button>
      <p className="mt-4.5 text-sm text-muted-foreground">
        {problem === null ? m.join_no_account() : m.join_no_luck()}
      </p>
      <Button variant="quiet" size="tap" className="mt-1 -ms-2.5 px-2.5" onClick={onWasHere}>
        {m.resume_was_here()}
      </Button>
    </form>
  );
}
