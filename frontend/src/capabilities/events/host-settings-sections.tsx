/** The settings by section: how it runs, who comes in, who reviews, who sees names. */
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Segments } from '#/components/segments.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import * as m from '#/paraglide/messages.js';
import type { SectionProps } from './host-settings.tsx';
import { Fixed, Pick, Section, SettingRow } from './host-settings-parts.tsx';

const TITLE_MAX = 140;
const PASSCODE_MIN = 6;
const PASSCODE_MAX = 64;
/** A pause in the writing. */
const PAUSE_MS = 600;

export function General({ event, save, isFrozen }: SectionProps) {
  const isLive = event.status === 'live' || event.status === 'paused';
  return (
    <Section id="general" title={m.host_settings_general()} text={m.host_settings_general_text()}>
      <Title title={event.title} onSave={(title) => save({ title })} />
      <Pick
        legend={m.host_pace()}
        value={event.settings.pace}
        choices={[
          ['host', m.host_pace_host(), m.host_pace_host_text()],
          ['self', m.host_pace_self(), m.host_pace_self_text()],
        ]}
        isDisabled={isLive}
        onChange={(pace) => save({ settings: { pace } })}
      />
      {(isLive || isFrozen('pace')) && <Fixed>{m.host_pace_fixed()}</Fixed>}
    </Section>
  );
}

function Title({ title, onSave }: { title: string; onSave: (title: string) => void }) {
  const id = useId();
  const [text, setText] = useState(title);
  const wanted = text.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a pause in the writing saves, not a new function.
  useEffect(() => {
    if (wanted === '' || wanted === title) return;
    const timer = setTimeout(() => onSave(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, title]);
  return (
    <SettingRow name={<Label htmlFor={id}>{m.host_title()}</Label>} text={m.host_title_hint()}>
      <div className="w-full sm:w-80">
        <Input
          id={id}
          dir="auto"
          autoComplete="off"
          maxLength={TITLE_MAX}
          className="min-h-11"
          value={text}
          aria-invalid={wanted === '' || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => wanted !== '' && wanted !== title && onSave(wanted)}
        />
        <p id={`${id}-note`} className="text-destructive">
          {wanted === '' && m.host_title_missing()}
        </p>
      </div>
    </SettingRow>
  );
}

export function Joining({ event, save }: SectionProps) {
  const [asksPasscode, setAsksPasscode] = useState(event.hasPasscode);
  return (
    <Section id="joining" title={m.host_settings_joining()} text={m.host_settings_joining_text()}>
      <Pick
        legend={m.host_who_joins()}
        value={asksPasscode ? 'passcode' : 'anyone'}
        choices={[
          ['anyone', m.host_who_anyone(), m.host_who_anyone_text()],
          ['passcode', m.host_who_passcode(), m.host_who_passcode_text()],
        ]}
        onChange={(who) => {
          setAsksPasscode(who === 'passcode');
          if (who === 'anyone' && event.hasPasscode) save({ passcode: null });
        }}
      />
      {asksPasscode && <Passcode hasPasscode={event.hasPasscode} onSave={(passcode) => save({ passcode })} />}
      <SettingRow name={m.host_nickname()} text={m.host_nickname_text()}>
        <Segments
          label={m.host_nickname()}
          value={event.settings.nicknames}
          choices={[
            ['off', m.host_nickname_off()],
            ['optional', m.host_nickname_optional()],
            ['required', m.host_nickname_required()],
          ]}
          onChange={(nicknames) => save({ settings: { nicknames } })}
        />
      </SettingRow>
    </Section>
  );
}

/** Set by a button, not while it is typed: half a passcode would lock the room. */
function Passcode({ hasPasscode, onSave }: { hasPasscode: boolean; onSave: (passcode: string) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isShort = text.length < PASSCODE_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (isShort) return;
    onSave(text);
    setText('');
    setIsTried(false);
  };
  return (
    <form onSubmit={submit} noValidate className="py-2.5">
      <Label htmlFor={id} className="mb-1.5">
        {hasPasscode ? m.host_passcode_new() : m.host_passcode()}
      </Label>
      <div className="flex flex-wrap gap-2">
        <Input
          id={id}
          className="min-h-11 flex-1 basis-48"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={PASSCODE_MAX}
          value={text}
          aria-invalid={(isTried && isShort) || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" size="tap">
          {m.host_passcode_set()}
        </Button>
      </div>
      <p
        id={`${id}-note`}
        className={isTried && isShort ? 'mt-1.5 text-destructive' : 'mt-1.5 text-muted-foreground'}
      >
        {isTried && isShort
          ? m.host_passcode_short()
          : hasPasscode
            ? m.host_passcode_kept()
            : m.host_passcode_hint()}
      </p>
    </form>
  );
}

export function Review({ event, save }: SectionProps) {
  return (
    <Section id="review" title={m.host_settings_review()} text={m.host_settings_review_text()}>
      <Pick
        legend={m.host_review()}
        value={event.settings.moderation === 'before' ? 'before' : 'after'}
        choices={[
          ['before', m.host_review_before(), m.host_review_before_text()],
          ['after', m.host_review_after(), m.host_review_after_text()],
        ]}
        onChange={(moderation) => save({ settings: { moderation } })}
      />
    </Section>
  );
}

export function Privacy({ event, save, isFrozen }: SectionProps) {
  const isFixed = isFrozen('answers');
  return (
    <Section id="privacy" title={m.host_settings_privacy()} text={m.host_settings_privacy_text()}>
      <Pick
        legend={m.host_answers_are()}
        value={event.settings.answers}
        choices={[
          ['anonymous', m.host_answers_anonymous(), m.host_answers_anonymous_text()],
          ['named', m.host_answers_named(), m.host_answers_named_text()],
        ]}
        isDisabled={isFixed}
        onChange={(answers) => save({ settings: { answers } })}
      />
      <Fixed>{m.host_answers_fixed()}</Fixed>
    </Section>
  );
}
