/** The name the room may see, asked once: what others will see stands below it. Who sends it decides what is wrong. */
import type { EventSettings } from '@plenum/protocol';
import { Dices } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { FieldError } from '#/components/field-error.tsx';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { useLocale } from '#/lib/locale.ts';
import { usePageTitle } from '#/lib/use-page-title.ts';
import * as m from '#/paraglide/messages.js';
import { PromiseList } from './promise-list.tsx';

export interface NicknameFormProps {
  readonly isBusy: boolean;
  /** What the last try answered. */
  readonly error: Error | null;
  readonly onName: (nickname: string) => void;
  /** Absent while the server tells nothing of the event: before joining. */
  readonly settings?: EventSettings;
  /** Absent where the event requires a name. */
  readonly onWithout?: () => void;
}

export function NicknameForm({ isBusy, error, onName, settings, onWithout }: NicknameFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [text, setText] = useState('');
  const [proposed, setProposed] = useState<string | null>(null);
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
      <ProposeButton
        isFirst={proposed === null || text !== proposed}
        onPropose={(name) => {
          setIsMissing(false);
          setProposed(name);
          setText(name);
        }}
      />
      <PromiseList settings={settings} className="mt-4 mb-6.5" />
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

/** A name for whoever has no idea, and another one. Its words load with the first press. */
function ProposeButton({ isFirst, onPropose }: { isFirst: boolean; onPropose: (name: string) => void }) {
  const locale = useLocale();
  const propose = async () => {
    const { proposedNickname } = await import('./nickname-words.ts');
    const name = proposedNickname(locale);
    onPropose(name);
    announce(name);
  };
  return (
    <Button
      variant="quiet"
      size="tap"
      className="mt-1 -ms-2.5 px-2.5"
      // Without the network there is none to propose; one can still type.
      onClick={() => void propose().catch(() => {})}
    >
      <Dices aria-hidden="true" />
      {isFirst ? m.nickname_propose() : m.nickname_propose_another()}
    </Button>
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
