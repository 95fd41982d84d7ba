/** Word cloud on a phone: words one by one, each saved as it is sent, each with its own status and remove. */
import type { WordCloudAnswer, WordCloudSettings } from '@plenum/protocol';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useId, useRef } from 'react';
import { announce, useAnnounced } from '#/components/live-regions.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Card } from '#/components/ui/card.tsx';
import { Input } from '#/components/ui/input.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { InPieces } from '../../parts/in-pieces.ts';
import { ResultBars, saidBars } from '../../parts/result-bars.tsx';
import { SaveStatus, saveStateOf } from '../../parts/save-status.tsx';
import { SavedBadge } from '../../parts/saved-badge.tsx';
import { useStoredAnswer } from '../../parts/use-stored-answer.ts';
import { useTyped } from '../../parts/use-typed.ts';
import type { AttendeeKind, AttendeeProps, OpenProps, ResultProps } from '../kind.ts';
import { fold } from './fold.ts';
import { cleanWord, otherWords, wordBars, wordProblem } from './words-of.ts';

/** A phone shows so many; the rest is one number. */
const SHOWN_MAX = 20;
const SAID_MAX = 5;

export const attendee: AttendeeKind<WordCloudSettings, WordCloudAnswer> &
  InPieces<WordCloudSettings, WordCloudAnswer> = {
  hint: ({ words }) => m.words_hint(counted(words)),
  announceOpen: (title, { words }) => m.words_new({ title, ...counted(words) }),
  describeAnswer: (_settings, { words }) => words.join(', '),
  describeLost: (_settings, attempted, answer) => lostWords({ attempted, answer }).join(', '),
  describeResult: (_activity, result, answer) =>
    m.results_said({ list: saidBars(wordBars(result).slice(0, SAID_MAX), mineOf(answer)) }),
  verdict: () => null,
  Open,
  Closed,
  Result,
  hasOwnTakeBack: true,
};

/** What was sent last and did not count. */
function lostWords({ answer, attempted }: Pick<Props['own'], 'answer' | 'attempted'>): string[] {
  return (attempted?.words ?? []).filter((word) => answer?.words.includes(word) !== true);
}

function mineOf(answer: WordCloudAnswer | null): string[] {
  return (answer?.words ?? []).map(fold);
}

type Props = OpenProps<WordCloudSettings, WordCloudAnswer>;

function Open({ settings, own, respond, takeBack, mayAnswer, draftKey }: Props) {
  const words = own.answer?.words ?? [];
  const left = settings.words - words.length;
  const input = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  function add(word: string) {
    respond({ words: [...words, word] });
    // The field goes with the last word; what became of the words is read next.
    if (left === 1) requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
  }
  function remove(word: string) {
    const kept = words.filter((other) => other !== word);
    if (kept.length === 0) takeBack();
    else respond({ words: kept });
    announce(m.words_removed({ word }));
    requestAnimationFrame(() => input.current?.focus({ preventScroll: true }));
  }

  return (
    <div className="flex flex-col">
      {mayAnswer && left > 0 && (
        <WordField inputRef={input} onAdd={add} {...{ settings, own, left, draftKey }} />
      )}
      {mayAnswer && left <= 0 && (
        <p className="text-[0.9375rem] leading-5 text-muted-foreground">
          {m.words_none_left(counted(settings.words))}
        </p>
      )}
      {words.length > 0 && (
        <>
          <h2 ref={heading} tabIndex={-1} className="mt-6 mb-2.5 text-label text-muted-foreground first:mt-0">
            {m.words_mine()}
          </h2>
          <MyWords own={own} onRemove={mayAnswer ? remove : undefined} />
        </>
      )}
      <Trouble own={own} />
      {settings.hide === 'all' && (
        <p className="mt-3 text-[0.9375rem] leading-5 text-muted-foreground">{m.words_reviewed()}</p>
      )}
    </div>
  );
}

function WordField({
  inputRef,
  onAdd,
  settings,
  own,
  left,
  draftKey,
}: Pick<Props, 'settings' | 'own' | 'draftKey'> & {
  inputRef: RefObject<HTMLInputElement | null>;
  onAdd: (word: string) => void;
  left: number;
}) {
  const id = useId();
  const words = own.answer?.words ?? [];
  const [typed, setTyped] = useTyped(draftKey, own.status === 'refused' ? lostWords(own)[0] : undefined);
  const problem = cleanWord(typed) === '' ? null : wordProblem(typed, words, settings.lengthMax);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        inputRef.current?.focus();
        if (cleanWord(typed) === '' || problem !== null) return;
        setTyped('');
        onAdd(cleanWord(typed));
      }}
    >
      <label htmlFor={id} className="mb-1.5 block text-[0.9375rem] leading-5 font-[560]">
        {m.words_label()}
      </label>
      <div className="flex flex-wrap items-stretch gap-2">
        <Input
          ref={inputRef}
          id={id}
          size="lg"
          className="flex-1 basis-40"
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="send"
          placeholder={m.words_example()}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {/* Quiet while there is nothing to send and something was: in a survey the next part is the next step. */}
        <Button
          type="submit"
          variant={typed === '' && words.length > 0 ? 'outline' : 'primary'}
          size="lg"
          className="shrink-0 px-5"
        >
          {m.words_send()}
        </Button>
      </div>
      <p
        id={`${id}-note`}
        role={problem === null ? undefined : 'alert'}
        className={
          problem === null ? 'mt-2 text-sm text-muted-foreground' : 'mt-2 text-sm font-[520] text-destructive'
        }
      >
        {problem ?? m.words_left({ ...counted(left), length: formatCount(settings.lengthMax) })}
      </p>
    </form>
  );
}

function MyWords({ own, onRemove }: Pick<Props, 'own'> & { onRemove: ((word: string) => void) | undefined }) {
  const words = own.answer?.words ?? [];
  const stored = useStoredAnswer(own);
  const state = saveStateOf(own);
  const isStored = (word: string) => stored?.words.includes(word) === true;
  const last = words.at(-1);
  useAnnounced(state === 'saved' && last !== undefined ? m.words_saved_one({ word: last }) : null);
  return (
    <WordList
      words={words}
      note={(word) => <SavedBadge state={isStored(word) ? 'saved' : state} />}
      onRemove={onRemove}
    />
  );
}

/** Refused, waiting and taken back are told in a sentence too. */
function Trouble({ own }: Pick<Props, 'own'>) {
  const state = saveStateOf(own);
  if (state === 'before' || state === 'saving' || state === 'saved') return null;
  return (
    <div className="mt-2">
      <SaveStatus own={own} />
    </div>
  );
}

function WordList({
  words,
  note,
  onRemove,
}: {
  words: readonly string[];
  note: (word: string) => ReactNode;
  onRemove?: ((word: string) => void) | undefined;
}) {
  return (
    <Card>
      <ul className="divide-y divide-border">
        {words.map((word) => (
          <li key={word} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 py-1 ps-4 pe-2">
            <span
              dir="auto"
              className="min-w-0 flex-1 basis-32 py-1 text-start text-lg leading-6 font-[580] wrap-words"
            >
              {word}
            </span>
            {note(word)}
            {onRemove !== undefined && (
              <Button
                variant="quiet"
                size="icon-tap"
                aria-label={m.words_remove({ word })}
                onClick={() => onRemove(word)}
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Closed({ own }: AttendeeProps<WordCloudSettings, WordCloudAnswer>) {
  const words = own.answer?.words ?? [];
  const lost = own.status === 'too-late' ? lostWords(own) : [];
  if (words.length + lost.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2.5 text-label text-muted-foreground">{m.words_mine()}</h2>
      <WordList
        words={[...words, ...lost]}
        note={(word) =>
          lost.includes(word) ? <Badge>{m.not_counted()}</Badge> : <SavedBadge state="saved" />
        }
      />
    </section>
  );
}

function Result({ result, own }: ResultProps<WordCloudSettings, WordCloudAnswer>) {
  const bars = wordBars(result).slice(0, SHOWN_MAX);
  const others = otherWords(result, bars);
  if (bars.length === 0) return <p className="text-muted-foreground">{m.words_none_shown()}</p>;
  return (
    <>
      <ResultBars bars={bars} mineIds={mineOf(own.answer)} className="mt-1" />
      {others > 0 && (
        <p className="mt-5 text-[0.9375rem] text-muted-foreground">
          {m.words_others({ count: formatCount(others) })}
        </p>
      )}
    </>
  );
}
