/** Word cloud on the projector: rows of words, none turned; three of a kind in accent. */
import type { ResultEntity, WordCloudSettings } from '@plenum/protocol';
import { useRef } from 'react';
import { Rich } from '#/components/rich.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { ScreenTask } from '../../parts/screen-task.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { fitOf, placeWords, type Rows, sizeOf, wordsThatFit } from './word-rows.ts';
import { otherWords, wordBars } from './words-of.ts';

const WORDS_MAX = 40;
const ACCENTED = 3;
/** In u: from here on a word is no longer quiet. */
const LOUD_FROM = 4.6;

export const screen: ScreenKind<WordCloudSettings> = {
  list: () => ({ texts: [] }),
  foot({ result }) {
    if (result === undefined) return null;
    const words = otherWords(result, []);
    return (
      <Rich
        parts={m.screen_words_from.parts({
          ...counted(result.responses),
          wordsN: words,
          words: formatCount(words),
        })}
      />
    );
  },
  Open,
  Result,
};

function Open({ settings: { words, lengthMax } }: ScreenProps<WordCloudSettings>) {
  return (
    <ScreenTask
      title={m.screen_words_task({ ...counted(words), length: formatCount(lengthMax) })}
      text={m.screen_words_task_text()}
    />
  );
}

function Result({ result }: ScreenProps<WordCloudSettings> & { result: ResultEntity }) {
  const bars = wordBars(result);
  const words = wordsThatFit(
    bars.map(({ id, count }) => ({ word: id, count })),
    WORDS_MAX,
  );
  const others = otherWords(result, bars.slice(0, words.length));
  // Where each stood is kept from drawing to drawing; drawing twice changes nothing.
  const before = useRef<Rows>([]);
  const rows = placeWords(before.current, words);
  before.current = rows;
  if (words.length === 0) return <ScreenTask title={m.words_none_shown()} />;

  const most = words[0]?.count ?? 1;
  const fit = fitOf(rows, words);
  const counts = new Map(words.map(({ word, count }) => [word, count]));
  const top = new Set(words.slice(0, ACCENTED).map(({ word }) => word));
  return (
    <div className="flex min-w-0 flex-1 flex-col justify-evenly">
      {rows.map((row) => (
        <p
          // The first word of a row may go, but then the row is another one.
          key={row[0]}
          className="flex items-baseline justify-center gap-[calc(var(--u)*2.6)] leading-[1.04] tracking-[-0.03em] whitespace-nowrap"
        >
          {row.map((word) => {
            const count = counts.get(word) ?? 0;
            const size = sizeOf(count, most) * fit;
            return (
              <span
                key={word}
                dir="auto"
                style={{ fontSize: `calc(var(--u) * ${size.toFixed(2)})` }}
                className={cn(
                  'transition-[font-size] duration-300',
                  top.has(word)
                    ? 'font-[680] text-primary'
                    : size >= LOUD_FROM
                      ? 'font-semibold'
                      : 'font-medium text-muted-foreground',
                )}
              >
                {word}
                <span className="sr-only"> {formatCount(count)}</span>
              </span>
            );
          })}
        </p>
      ))}
      {others > 0 && (
        <p className="text-center text-[calc(var(--u)*1.9)] text-muted-foreground">
          {m.screen_words_others({ count: formatCount(others) })}
        </p>
      )}
    </div>
  );
}
