/** A new event: named in one go, with what people will meet at the door. Everything but the title is already decided. */
import type { CreateEvent, EventSettings } from '@plenum/protocol';
import { uuidv7 } from '@plenum/protocol/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { CircleAlert, RefreshCw, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { createEvent } from '#/api/events.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { Label } from '#/components/ui/label.tsx';
import { RadioGroup, RadioGroupItem } from '#/components/ui/radio-group.tsx';
import { bareCode, spacedCode } from '#/lib/event-code.ts';
import * as m from '#/paraglide/messages.js';
import { codeProblem, freeCode, randomCode } from './host-code.ts';
import { HostTopBar } from './host-top-bar.tsx';

const TITLE_MAX = 140;
const PASSCODE_MIN = 6;
const PASSCODE_MAX = 64;

export function HostNewEvent() {
  // Made once: a click that is repeated because its answer was lost makes the same event again, not a second one.
  const [id] = useState(() => uuidv7());
  const [title, setTitle] = useState('');
  const [code, setCode] = useState(() => spacedCode(randomCode()));
  const [passcode, setPasscode] = useState('');
  const [nicknames, setNicknames] = useState<EventSettings['nicknames']>('optional');
  const [isTried, setIsTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const queryClient = useQueryClient();

  const create = useMutation({
    mutationFn: (event: CreateEvent) => createEvent(event),
    async onSuccess(event) {
      void queryClient.invalidateQueries({ queryKey: ['host-events'] });
      await navigate({ to: '/host/events/$eventId', params: { eventId: event.id }, replace: true });
    },
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });

  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && void navigate({ to: '/host' });
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [navigate]);

  const problems = {
    title: title.trim() === '' ? m.host_title_missing() : null,
    code: codeSentence(code, create.error, create.variables?.code),
    passcode: passcode !== '' && passcode.length < PASSCODE_MIN ? m.host_passcode_short() : null,
  };
  const shown = isTried ? problems : { title: null, code: problems.code, passcode: null };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    const wrong = (Object.keys(problems) as (keyof typeof problems)[]).find(
      (name) =>
        problems[name] !== null &&
        !(name === 'code' && codeProblem(code) === null && bareCode(code) !== create.variables?.code),
    );
    if (wrong !== undefined) return form.current?.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
    if (create.isPending) return;
    create.mutate({
      id,
      title: title.trim(),
      code: bareCode(code),
      settings: { nicknames },
      ...(passcode !== '' && { passcode }),
    });
  };

  return (
    <div className="flex min-h-dvh flex-col">
      <HostTopBar>
        <Button variant="quiet" size="sm" asChild>
          <Link to="/host">
            <X aria-hidden="true" />
            {m.action_close()}
            <Kbd aria-hidden="true" className="pointer-coarse:hidden">
              Esc
            </Kbd>
          </Link>
        </Button>
      </HostTopBar>
      <main className="mx-auto w-full max-w-[600px] px-5 py-9 sm:py-11">
        <h1 className="mb-6.5 text-4xl">{m.host_name_event()}</h1>
        <form ref={form} onSubmit={submit} noValidate>
          <Row label={m.host_title()} hint={m.host_title_hint()} error={shown.title}>
            {(field) => (
              <Input
                {...field}
                name="title"
                size="xl"
                dir="auto"
                autoFocus
                autoComplete="off"
                maxLength={TITLE_MAX}
                className="font-[560]"
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Row>
          <div className="grid gap-x-4 sm:grid-cols-2">
            <Row label={m.host_code()} hint={m.host_code_hint()} error={shown.code}>
              {(field) => (
                <div className="relative">
                  <Input
                    {...field}
                    name="code"
                    size="lg"
                    dir="ltr"
                    autoComplete="off"
                    autoCapitalize="characters"
                    spellCheck={false}
                    maxLength={24}
                    className="pe-30 font-[650] tracking-[0.08em] uppercase"
                    value={code}
                    onChange={(event) => setCode(event.target.value)}
                    onBlur={() => setCode(spacedCode(bareCode(code)))}
                  />
                  <Button
                    variant="quiet"
                    size="sm"
                    className="absolute end-1.5 top-1/2 -translate-y-1/2"
                    onClick={() => setCode(spacedCode(randomCode()))}
                  >
                    <RefreshCw aria-hidden="true" />
                    {m.host_code_another()}
                  </Button>
                </div>
              )}
            </Row>
            <Row label={m.host_passcode()} isOptional hint={m.host_passcode_hint()} error={shown.passcode}>
              {(field) => (
                <Input
                  {...field}
                  name="passcode"
                  size="lg"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  maxLength={PASSCODE_MAX}
                  value={passcode}
                  onChange={(event) => setPasscode(event.target.value)}
                />
              )}
            </Row>
          </div>
          <NicknameChoice value={nicknames} onChange={setNicknames} />
          {create.isError && codeOf(create.error) !== 'code_taken' && (
            <FieldNote isError>{sentenceOf(create.error)}</FieldNote>
          )}
          <div className="mt-6 flex flex-wrap items-center gap-3 border-t border-border pt-6">
            <Button type="submit" variant="primary" size="lg" aria-disabled={create.isPending}>
              {m.host_create_event()}
            </Button>
          </div>
        </form>
      </main>
    </div>
  );
}

function codeSentence(code: string, error: unknown, tried: string | undefined): string | null {
  const problem = codeProblem(code);
  if (problem === 'length') return m.host_code_length();
  if (problem === 'letters') return m.host_code_letters();
  const isTaken = codeOf(error) === 'code_taken' && tried === bareCode(code);
  return isTaken ? m.host_code_taken({ code: freeCode(code) }) : null;
}

const NICKNAMES = [
  ['off', m.host_nicknames_off, m.host_nicknames_off_text],
  ['optional', m.host_nicknames_optional, m.host_nicknames_optional_text],
  ['required', m.host_nicknames_required, m.host_nicknames_required_text],
] as const;

function NicknameChoice({
  value,
  onChange,
}: {
  value: EventSettings['nicknames'];
  onChange: (value: EventSettings['nicknames']) => void;
}) {
  const id = useId();
  return (
    <fieldset className="mt-1">
      <legend className="mb-2 text-sm font-[560]">{m.host_nicknames()}</legend>
      <RadioGroup
        value={value}
        onValueChange={(next) => onChange(next as typeof value)}
        aria-label={m.host_nicknames()}
      >
        {NICKNAMES.map(([option, name, text]) => (
          <label
            key={option}
            htmlFor={`${id}-${option}`}
            className="flex gap-3 rounded-[12px] border border-border bg-card p-3.5 text-sm has-data-[state=checked]:border-primary has-data-[state=checked]:bg-accent has-data-[state=checked]:ring-1 has-data-[state=checked]:ring-primary"
          >
            <RadioGroupItem id={`${id}-${option}`} value={option} className="mt-px" />
            <span>
              <b className="block font-semibold">{name()}</b>
              <span className="text-muted-foreground">{text()}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </fieldset>
  );
}

interface FieldTies {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean | undefined;
}

function Row({
  label,
  hint,
  error,
  isOptional = false,
  children,
}: {
  label: string;
  hint: string;
  error: string | null;
  isOptional?: boolean;
  children: (ties: FieldTies) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="mb-5">
      <Label htmlFor={id} className="mb-1.5">
        {label} {isOptional && <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>}
      </Label>
      {children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': error !== null || undefined })}
      <div id={`${id}-note`} className="mt-1.5">
        <FieldNote isError={error !== null}>{error ?? hint}</FieldNote>
      </div>
    </div>
  );
}

function FieldNote({ isError, children }: { isError: boolean; children: ReactNode }) {
  if (!isError) return <p className="text-sm text-muted-foreground">{children}</p>;
  return (
    <p className="flex gap-2 text-sm font-[520] text-destructive">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
