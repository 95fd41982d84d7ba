/** The passcode of an event that has one. Nothing of the event is known yet but its code: the server tells nothing before. */
import { ArrowLeft, Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { FieldError } from '#/components/field-error.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import * as m from '#/paraglide/messages.js';
import { EventBadge } from './event-badge.tsx';

export interface PasscodeFormProps {
  readonly code: string;
  readonly onContinue: (passcode: string) => void;
  readonly onBack: () => void;
  readonly isJoining: boolean;
  readonly error: string | null;
}

export function PasscodeForm({ code, onContinue, onBack, isJoining, error }: PasscodeFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const [passcode, setPasscode] = useState('');
  const [isShown, setIsShown] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new refusal brings the focus back to the text.
  useEffect(() => {
    input.current?.focus();
  }, [error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (passcode === '') input.current?.focus();
    else onContinue(passcode);
  }

  return (
    <form onSubmit={submit} noValidate className="pt-6 short:pt-2">
      <Button variant="quiet" size="tap" className="-ms-2.5 mb-4 px-2.5" onClick={onBack}>
        <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
        {m.action_back()}
      </Button>
      <EventBadge title={m.join_event_code({ code: spacedCode(code) })} />
      <h1 className="mb-5.5 text-3xl">{m.passcode_title()}</h1>
      <Label htmlFor="passcode" className="mb-1.5 text-[0.9375rem]">
        {m.passcode()}
      </Label>
      <div className="relative">
        <Input
          ref={input}
          id="passcode"
          name="passcode"
          size="xl"
          dir="ltr"
          type={isShown ? 'text' : 'password'}
          value={passcode}
          onChange={(event) => setPasscode(event.target.value)}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          aria-invalid={error !== null}
          aria-describedby="passcode-hint"
          className="pe-14 text-start tracking-[0.04em]"
        />
        <Button
          variant="quiet"
          size="icon-tap"
          className="absolute end-2 top-2"
          aria-label={isShown ? m.passcode_hide() : m.passcode_show()}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </Button>
      </div>
      <div className="mt-2.5 mb-5.5">
        {error === null ? (
          <p id="passcode-hint" className="text-[0.9375rem] text-muted-foreground">
            {m.passcode_hint()}
          </p>
        ) : (
          <FieldError id="passcode-hint">{error}</FieldError>
        )}
      </div>
      <Button type="submit" variant="primary" size="lg" className="w-full" aria-disabled={isJoining}>
        {isJoining ? m.joining() : m.action_continue()}
      </Button>
    </form>
  );
}
