/** Choosing several: each tap switches one. Where no place is free a tap changes nothing and says why. */
import type { MultipleChoiceAnswer, MultipleChoiceSettings } from '@plenum/protocol';
import { useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Input } from '#/components/ui/input.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption, answersLayout } from '../../parts/answer-option.tsx';
import { pickedIdsOf } from '../../parts/choices.ts';
import { type Option, optionsOf } from '../../parts/options.ts';
import { SendBar } from '../../parts/send-bar.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { OpenProps } from '../kind.ts';
import { FIND_FROM, fitsPicks, found, picksCounter, picksMissing, switched } from './picks.ts';

export function Open({
  settings,
  own,
  draftKey,
  respond,
  mayAnswer,
  titleId,
}: OpenProps<MultipleChoiceSettings, MultipleChoiceAnswer>) {
  const local = useLocalAnswer(draftKey, own, (answer) => fitsPicks(settings, answer));
  const [words, setWords] = useState('');
  /** The option that was tapped in vain. */
  const [refusedId, setRefusedId] = useState<string | null>(null);
  const options = optionsOf(settings);
  const chosen = pickedIdsOf(local.answer);
  const isCrowded = options.length >= FIND_FROM;
  const shown = isCrowded ? found(options, words) : options;
  const full = m.choice_full({ max: formatCount(settings.max) });
  const isFull = chosen.length >= settings.max && settings.max < options.length;

  function tap(option: Option) {
    const optionIds = switched(settings, chosen, option.id);
    if (optionIds === null) {
      setRefusedId(option.id);
      announce(full);
      return;
    }
    setRefusedId(null);
    local.set({ optionIds });
    const counter = picksCounter(settings, optionIds.length);
    const said = { option: option.label, counter };
    announce(optionIds.includes(option.id) ? m.choice_chosen_said(said) : m.choice_dropped_said(said));
  }

  return (
    <>
      {isCrowded && (
        <Find
          words={words}
          onChange={setWords}
          total={options.length}
          count={shown.length}
          isOff={!mayAnswer}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div role="group" aria-labelledby={titleId} className={answersLayout(options)}>
        {shown.map((option) => (
          <AnswerOption
            key={option.id}
            optionKey={null}
            label={option.label}
            image={option.image}
            isChosen={chosen.includes(option.id)}
            onChoose={mayAnswer ? () => tap(option) : undefined}
            note={
              // Where the finger is: the counter may say something else just now.
              option.id === refusedId && isFull ? (
                <span className="basis-full text-sm font-normal text-warning">{full}</span>
              ) : null
            }
          />
        ))}
      </div>
      <SendBar
        own={own}
        mayAnswer={mayAnswer}
        isChanged={local.isChanged}
        label={m.choice_send(counted(Math.max(1, chosen.length)))}
        missing={picksMissing(settings, chosen.length)}
        counter={counterOf(settings, options, chosen, isCrowded)}
        note={isFull ? full : undefined}
        onSend={() => {
          setRefusedId(null);
          if (local.answer !== null) respond(local.answer);
        }}
      />
    </>
  );
}

function Find({
  words,
  onChange,
  total,
  count,
  isOff,
}: {
  words: string;
  onChange: (words: string) => void;
  total: number;
  count: number;
  isOff: boolean;
}) {
  const label = m.choice_find({ count: formatCount(total) });
  return (
    <div className="mb-2.5">
      <Input
        type="search"
        dir="auto"
        size="lg"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        disabled={isOff}
        value={words}
        onChange={(event) => onChange(event.target.value)}
      />
      <p role="status" className={count === 0 ? 'mt-2.5 text-muted-foreground' : 'sr-only'}>
        {words.trim() !== '' && (count === 0 ? m.choice_find_none() : m.choice_found(counted(count)))}
      </p>
    </div>
  );
}

const LISTED_MAX = 40;

/** Among many options the chosen ones may be out of sight: they are named, as far as one line goes. */
function counterOf(
  settings: MultipleChoiceSettings,
  options: readonly Option[],
  chosen: readonly string[],
  isCrowded: boolean,
): string {
  const counter = picksCounter(settings, chosen.length);
  if (!isCrowded || chosen.length === 0) return counter;
  const list = options
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }) => label)
    .join(', ');
  const letters = [...new Intl.Segmenter().segment(list)].map(({ segment }) => segment);
  const cut = letters.length > LISTED_MAX ? `${letters.slice(0, LISTED_MAX - 1).join('')}…` : list;
  return m.choice_counter_list({ counter, list: cut });
}
