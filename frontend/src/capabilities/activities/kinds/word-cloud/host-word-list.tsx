/** Words on the host's page: how often each was said, what looks alike, merging, hiding, and the way back. */
import { Eye, EyeOff, Merge, Split, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { formatCount, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';
import { alikePairs, type HostWords, type Said, type ShownWord } from './host-words.ts';
import { type ShowWords, useShowWords } from './use-show-words.ts';

const SHOWN_FIRST = 20;
const PAIRS_MAX = 2;

export interface HostWordListProps {
  readonly activityId: string;
  /** Of a survey's part: "p1/"; else ''. */
  readonly prefix: string;
  readonly words: HostWords;
  readonly responses: number;
  /** How often words were said that are in no bucket of the result. */
  readonly others: number;
}

export function HostWordList({ activityId, prefix, words, responses, others }: HostWordListProps) {
  const acts = useShowWords(activityId, prefix);
  const [showsAll, setShowsAll] = useState(false);
  const { shown, hidden } = words;
  const listed = showsAll ? shown : shown.slice(0, SHOWN_FIRST);
  const most = shown[0]?.count ?? 1;
  const list = useRef<HTMLUListElement>(null);
  /** The row goes with the button that was pressed; its neighbour is next. */
  const leave = (index: number) =>
    list.current?.children[index + 1 < listed.length ? index + 1 : index - 1]
      ?.querySelector<HTMLElement>('[data-hide]')
      ?.focus();
  return (
    <div className="grid gap-4">
      <Done acts={acts} />
      <Alike words={shown} acts={acts} />
      {shown.length === 0 ? (
        <p className="text-muted-foreground">{m.host_words_none_shown()}</p>
      ) : (
        <ul ref={list} aria-label={m.host_words_shown()} className="grid gap-1">
          {listed.map((word, index) => (
            <Row
              key={word.word}
              word={word}
              share={word.count / most}
              percent={responses < PERCENT_FROM_RESPONSES ? null : (100 * word.count) / responses}
              choices={shown}
              acts={acts}
              onLeave={() => leave(index)}
            />
          ))}
        </ul>
      )}
      {shown.length > listed.length && (
        <Button variant="quiet" className="justify-self-start" onClick={() => setShowsAll(true)}>
          {m.host_words_all({ count: formatCount(shown.length) })}
        </Button>
      )}
      {others > 0 && (
        <p className="text-sm text-muted-foreground">{m.words_others({ count: formatCount(others) })}</p>
      )}
      {hidden.length > 0 && <Hidden words={hidden} acts={acts} onLeave={() => leave(-1)} />}
    </div>
  );
}

function Done({ acts }: { acts: ShowWords }) {
  if (acts.failure !== null) return <p className="text-sm text-destructive">{acts.failure}</p>;
  if (acts.done === null) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm">
      <span dir="auto">{acts.done}</span>
      <Button variant="quiet" size="sm" onClick={acts.undo}>
        <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
        {m.host_words_undo()}
      </Button>
    </p>
  );
}

function Alike({ words, acts }: { words: readonly ShownWord[]; acts: ShowWords }) {
  const [kept, setKept] = useState<readonly string[]>([]);
  const pairs = alikePairs(words).filter(([one, other]) => !kept.includes(pairKey(one, other)));
  return pairs.slice(0, PAIRS_MAX).map(([one, other]) => (
    <div
      key={pairKey(one, other)}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-[12px] bg-muted px-3.5 py-2 text-sm"
    >
      <span dir="auto" className="min-w-0 flex-1 basis-48 wrap-words">
        {m.host_words_near({ word: one.word, other: other.word })}
      </span>
      <span className="flex gap-2">
        <Button
          size="sm"
          onClick={() => {
            const word = words.find(({ word }) => word === one.word);
            if (word !== undefined) acts.merge(word, other.word);
          }}
        >
          <Merge aria-hidden="true" />
          {m.host_words_near_merge()}
        </Button>
        <Button variant="quiet" size="sm" onClick={() => setKept([...kept, pairKey(one, other)])}>
          {m.host_words_near_keep()}
        </Button>
      </span>
    </div>
  ));
}

const pairKey = (one: Said, other: Said) => [one.word, other.word].sort().join('\n');

function Row({
  word,
  share,
  percent,
  choices,
  acts,
  onLeave,
}: {
  word: ShownWord;
  share: number;
  /** Of people; `null` while there are too few. */
  percent: number | null;
  choices: readonly ShownWord[];
  acts: ShowWords;
  /** The focus has to go elsewhere. */
  onLeave: () => void;
}) {
  const [isMerging, setIsMerging] = useState(false);
  const merge = useRef<HTMLButtonElement>(null);
  const choice = useRef<HTMLSelectElement>(null);
  return (
    <li className="border-b border-border pb-2 last:border-0">
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1 text-base leading-[1.3125rem] font-medium wrap-words">
          <bdi>{word.word}</bdi>
          {word.merged.length > 0 && (
            <span className="ms-2 text-sm font-normal text-muted-foreground">
              {m.host_words_with({ words: word.merged.map((other) => other.word).join(', ') })}
            </span>
          )}
        </span>
        <span className="text-opt leading-[1.3125rem] font-[650] whitespace-nowrap tabular-nums">
          {formatCount(word.count)}
          {percent !== null && (
            <span className="ms-2 inline-block min-w-10 text-end text-sm font-[450] text-muted-foreground">
              {formatPercent(Math.round(percent), word.count)}
            </span>
          )}
        </span>
        <Button
          ref={merge}
          variant="quiet"
          size="icon-sm"
          aria-label={m.host_words_merge({ word: word.word })}
          aria-expanded={isMerging}
          disabled={choices.length < 2}
          onClick={() => {
            setIsMerging(!isMerging);
            // After it is drawn.
            requestAnimationFrame(() => choice.current?.focus());
          }}
        >
          <Merge aria-hidden="true" />
        </Button>
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={m.host_words_hide({ word: word.word })}
          data-hide
          onClick={() => {
            acts.hide(word);
            onLeave();
          }}
        >
          <EyeOff aria-hidden="true" />
        </Button>
      </div>
      <div aria-hidden="true" className="mt-1 h-2 overflow-hidden rounded-[5px] bg-track">
        <div
          className="h-full rounded-[5px] bg-primary transition-[width] duration-300"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {isMerging && (
        <div className="mt-2.5 grid gap-2">
          <label className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
            <span dir="auto">{m.host_words_merge_into({ word: word.word })}</span>
            <select
              ref={choice}
              value=""
              onChange={(event) => {
                setIsMerging(false);
                acts.merge(word, event.target.value);
                onLeave();
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                setIsMerging(false);
                merge.current?.focus();
              }}
              className="min-h-10 min-w-0 flex-1 basis-40 rounded-md border border-input bg-card px-3 text-base text-foreground pointer-coarse:min-h-11"
            >
              <option value="" disabled>
                {m.host_words_merge_choose()}
              </option>
              {choices
                .filter((other) => other.word !== word.word)
                .map((other) => (
                  <option key={other.word} value={other.word}>
                    {other.word}
                  </option>
                ))}
            </select>
          </label>
          {word.merged.map((other) => (
            <Button
              key={other.word}
              variant="quiet"
              size="sm"
              className="justify-self-start"
              onClick={() => {
                setIsMerging(false);
                merge.current?.focus();
                acts.show(other.word, word.word);
              }}
            >
              <Split aria-hidden="true" />
              {m.host_words_separate({ word: other.word })}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function Hidden({ words, acts, onLeave }: { words: readonly Said[]; acts: ShowWords; onLeave: () => void }) {
  return (
    <section>
      <h3 className="text-sm font-[620]">{m.host_words_hidden()}</h3>
      <p className="mt-0.5 mb-1 text-sm text-muted-foreground">{m.host_words_hidden_hint()}</p>
      <ul className="grid">
        {words.map(({ word, count }) => (
          <li key={word} className="flex min-h-10 items-center gap-2 border-t border-border first:border-0">
            <span dir="auto" className="min-w-0 flex-1 wrap-words">
              {word}
            </span>
            <span className="font-[650] tabular-nums">{formatCount(count)}</span>
            <Button
              variant="quiet"
              size="sm"
              aria-label={m.host_words_show({ word })}
              onClick={() => {
                acts.show(word, null);
                onLeave();
              }}
            >
              <Eye aria-hidden="true" />
              {m.host_words_show_short()}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
