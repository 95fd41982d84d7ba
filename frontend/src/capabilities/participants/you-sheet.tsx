/** You and this event: the name, the language, light or dark, and the way out. */
import type { EventSettings } from '@plenum/protocol';
import { useMutation } from '@tanstack/react-query';
import { LogOut, Smartphone, Undo2 } from 'lucide-react';
import { type FormEvent, Suspense, useState } from 'react';
import { updateMe } from '#/api/participants.ts';
import { FieldError } from '#/components/field-error.tsx';
import { Sheet } from '#/components/sheet.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { lazyComponent } from '#/lib/lazy-component.ts';
import { LANGUAGES, type Locale, setLocale, useLocale } from '#/lib/locale.ts';
import { setTheme, THEMES, type Theme, useTheme } from '#/lib/theme.ts';
import type { Identity } from '#/live/identity.ts';
import { useOutboxSummary } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { nicknameSentence } from './nickname-form.tsx';

export interface YouSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly identity: Identity;
  readonly settings: EventSettings;
  readonly onNamed: (nickname: string | null) => void;
  /** Shows the personal code. */
  readonly onCarryOn: () => void;
  /** Somebody who has a personal code of another phone. */
  readonly onWasHere: () => void;
  readonly onLeave: () => void;
}

// Only where teams play.
const YouTeam = lazyComponent(async () => (await import('./you-team.tsx')).YouTeam);

export function YouSheet({
  isOpen,
  onClose,
  identity,
  settings,
  onNamed,
  onCarryOn,
  onWasHere,
  onLeave,
}: YouSheetProps) {
  const locale = useLocale();
  const theme = useTheme();
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={m.you_title()}>
      <div className="flex flex-col gap-6">
        {settings.nicknames !== 'off' && (
          <NameField identity={identity} isRequired={settings.nicknames === 'required'} onNamed={onNamed} />
        )}
        {settings.teamMode !== 'off' && (
          <Suspense fallback={null}>
            <YouTeam identity={identity} settings={settings} />
          </Suspense>
        )}
        <Choice
          legend={m.language()}
          name="language"
          value={locale}
          choices={Object.entries(LANGUAGES) as [Locale, string][]}
          onChoose={setLocale}
        />
        <Choice
          legend={m.theme()}
          name="theme"
          value={theme}
          choices={THEMES.map((name): [Theme, string] => [name, themeWord(name)])}
          onChoose={setTheme}
        />
        <div className="-my-2 flex flex-col items-start">
          <Button variant="quiet" size="tap" className="-ms-2 px-2" onClick={onCarryOn}>
            <Smartphone aria-hidden="true" />
            {m.resume_title()}
          </Button>
          <Button variant="quiet" size="tap" className="-ms-2 px-2" onClick={onWasHere}>
            <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
            {m.resume_was_here()}
          </Button>
        </div>
        <Leave onLeave={onLeave} />
      </div>
    </Sheet>
  );
}

function themeWord(theme: Theme): string {
  return { system: m.theme_system, light: m.theme_light, dark: m.theme_dark }[theme]();
}

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly value: Value;
  readonly choices: [Value, string][];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all in view: radio buttons that look like segments. */
function Choice<Value extends string>({ legend, name, value, choices, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-[560]">{legend}</legend>
      <div className="flex flex-wrap gap-1 rounded-lg bg-secondary p-1 dark:bg-background">
        {choices.map(([choice, word]) => (
          <label
            key={choice}
            className="flex min-h-11 flex-1 cursor-pointer items-center justify-center rounded-md border border-transparent px-3 text-center text-[0.9375rem] font-[540] text-muted-foreground has-checked:border-border has-checked:bg-card has-checked:text-foreground has-checked:shadow-xs has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring dark:has-checked:bg-secondary"
          >
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === value}
              onChange={() => onChoose(choice)}
              className="sr-only"
            />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function NameField({
  identity,
  isRequired,
  onNamed,
}: {
  identity: Identity;
  isRequired: boolean;
  onNamed: (nickname: string | null) => void;
}) {
  const [text, setText] = useState(identity.nickname ?? '');
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (nickname: string | null) => updateMe(identity.eventId, identity.token, { nickname }),
    networkMode: 'always',
    onSuccess: ({ nickname }) => {
      setText(nickname ?? '');
      onNamed(nickname);
    },
  });
  const wanted = text.trim() === '' ? null : text.trim();
  const isChanged = wanted !== identity.nickname;
  const mayBeSaved = isChanged && !(isRequired && wanted === null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (mayBeSaved && !isPending) mutate(wanted);
  }

  return (
    <form onSubmit={submit}>
      <Label htmlFor="own-name" className="mb-1.5">
        {m.you_change_name()}
      </Label>
      <div className="flex flex-wrap gap-2">
        <Input
          id="own-name"
          size="lg"
          className="flex-1 basis-40"
          dir="auto"
          value={text}
          maxLength={40}
          autoComplete="nickname"
          onChange={(event) => setText(event.target.value)}
          aria-describedby="own-name-status"
        />
        <Button type="submit" variant="outline" size="lg" disabled={!mayBeSaved}>
          {m.action_save()}
        </Button>
      </div>
      <div id="own-name-status" role="status" className="mt-1.5 text-sm text-muted-foreground">
        {error !== null && <FieldError id="own-name-problem">{nicknameSentence(error)}</FieldError>}
        {data !== undefined && !isChanged && m.nickname_saved()}
      </div>
    </form>
  );
}

/** Asks first: this phone cannot become the same person again. */
function Leave({ onLeave }: { onLeave: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const { waiting } = useOutboxSummary();
  if (!isAsking) {
    return (
      <Button variant="quiet" size="tap" className="-ms-2 self-start px-2" onClick={() => setIsAsking(true)}>
        <LogOut aria-hidden="true" className="rtl:-scale-x-100" />
        {m.leave()}
      </Button>
    );
  }
  return (
    <fieldset className="rounded-2xl border border-border p-4">
      <legend className="float-start font-semibold">{m.leave_title()}</legend>
      <p className="clear-both pt-1 mb-4 text-[0.9375rem] text-muted-foreground">
        {m.leave_text()} {waiting > 0 && m.leave_waiting()}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="tap" autoFocus onClick={() => setIsAsking(false)}>
          {m.leave_stay()}
        </Button>
        <Button variant="danger" size="tap" onClick={onLeave}>
          {m.leave()}
        </Button>
      </div>
    </fieldset>
  );
}
