/** Coming back on another phone: the event's code, and the personal code that the old one shows. */
import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { FieldError } from '#/components/field-error.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { bareCode } from '#/lib/event-code.ts';
import * as m from '#/paraglide/messages.js';

export interface ResumeFormProps {
  /** Of the event, as typed. */
  readonly code: string;
  readonly onCodeChange: (code: string) => void;
  readonly onContinue: (resumeCode: string) => void;
  readonly onBack: () => void;
  readonly isJoining: boolean;
  /** What the last try answered. */
  readonly error: Error | null;
}

type Field = 'code' | 'own';

export function ResumeForm({ code, onCodeChange, onContinue, onBack, isJoining, error }: ResumeFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState('');
  const [missing, setMissing] = useState<Field | null>(null);
  const wrong: Field = codeOf(error) === 'code_unknown' ? 'code' : 'own';
  const problems: Record<Field, string | null> = {
    code:
      missing === 'code'
        ? m.join_code_missing()
        : error !== null && wrong === 'code'
          ? sentenceOf(error)
          : null,
    own:
      missing === 'own'
        ? m.resume_enter_missing()
        : error !== null && wrong === 'own'
          ? sentenceOf(error)
          : null,
  };
  const heading = useRef<HTMLHeadingElement>(null);

  // A new step: who cannot see it hears its title.
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (error !== null) focusOn(form.current, wrong);
  }, [error, wrong]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const empty = bareCode(code) === '' ? 'code' : bareCode(own) === '' ? 'own' : null;
    setMissing(empty);
    if (empty !== null) focusOn(form.current, empty);
    else onContinue(bareCode(own));
  }

  const field = (name: Field, value: string, change: (text: string) => void) => (
    <Input
      name={name}
      id={`resume-${name}`}
      size="xl"
      dir="ltr"
      value={value}
      onChange={(event) => {
        setMissing(null);
        change(event.target.value.toUpperCase());
      }}
      maxLength={24}
      autoComplete="off"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      enterKeyHint="go"
      aria-invalid={problems[name] !== null}
      aria-describedby={problems[name] !== null || name === 'own' ? `resume-${name}-note` : undefined}
      className="text-start font-[650] tracking-[0.1em] tabular-nums"
    />
  );

  return (
    <form ref={form} onSubmit={submit} noValidate className="pt-6 short:pt-2">
      <Button variant="quiet" size="tap" className="-ms-2.5 mb-4 px-2.5" onClick={onBack}>
        <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
        {m.action_back()}
      </Button>
      <h1 ref={heading} tabIndex={-1} className="mb-5.5 text-3xl">
        {m.resume_enter()}
      </h1>
      <Label htmlFor="resume-code" className="mb-1.5 text-[0.9375rem]">
        {m.join_code()}
      </Label>
      {field('code', code, onCodeChange)}
      <div className="mt-2 mb-4">
        {problems.code !== null && <FieldError id="resume-code-note">{problems.code}</FieldError>}
      </div>
      <Label htmlFor="resume-own" className="mb-1.5 text-[0.9375rem]">
        {m.resume_label()}
      </Label>
      {field('own', own, setOwn)}
      <div className="mt-2.5 mb-5.5">
        {problems.own === null ? (
          <p id="resume-own-note" className="text-[0.9375rem] text-muted-foreground">
            {m.resume_enter_hint()}
          </p>
        ) : (
          <FieldError id="resume-own-note">{problems.own}</FieldError>
        )}
      </div>
      <Button type="submit" variant="primary" size="lg" className="w-full" aria-disabled={isJoining}>
        {isJoining ? m.joining() : m.resume_enter_action()}
      </Button>
    </form>
  );
}

function focusOn(form: HTMLFormElement | null, field: Field): void {
  form?.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus();
}
