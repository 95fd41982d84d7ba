/** Word cloud: every word counts one under its folded spelling; those that say nothing count nothing. */
import type { StopWordLanguage, WordCloudAnswer, WordCloudSettings } from '@plenum/protocol';
import type { FieldError } from '#/errors.ts';
import { isRude } from '#/profanity.ts';
import { fold } from './fold.ts';
import type { Kind } from './kind.ts';
import { countProblems, ones } from './options.ts';
import { saysNothing } from './stop-words.ts';
import { lengthProblems, numbered } from './texts.ts';

export const wordCloud: Kind<WordCloudSettings, WordCloudAnswer> = {
  settings(input) {
    const {
      words = 3,
      lengthMax = 25,
      stopWords = null,
      hide = 'rude',
    } = input as Partial<WordCloudSettings>;
    return { settings: { words, lengthMax, stopWords, hide } };
  },

  // More and longer words may be allowed later. What is hidden is a matter of showing, not of counting.
  keepsCounts: (before, after) =>
    before.stopWords === after.stopWords &&
    after.words >= before.words &&
    after.lengthMax >= before.lengthMax,

  problems: (settings, { words }) => [
    ...countProblems(words.length, 0, settings.words, '/answer/words'),
    ...lengthProblems(words, settings.lengthMax, '/answer/words'),
    ...sameWords(words),
  ],
  contributions: ({ stopWords }, { words }) => ones(buckets(words, stopWords)),
  named: () => [''],
  hides({ stopWords, hide }, { words }) {
    if (hide === 'none') return [];
    const shown = hide === 'all' ? words : words.filter(isRude);
    return buckets(shown, stopWords);
  },

  columns: ({ words }) => numbered(words, 'word', 'Word'),
  cells: (settings, { words }) =>
    Object.fromEntries(
      numbered(settings.words, 'word', 'Word').map(({ key }, index) => [key, words[index] ?? null]),
    ),
};

function buckets(words: readonly string[], stopWords: StopWordLanguage | null): string[] {
  return words.map(fold).filter((word) => word !== '' && !saysNothing(word, stopWords));
}

/** Nobody makes a word larger by saying it twice. */
function sameWords(words: readonly string[]): FieldError[] {
  const folded = words.map(fold);
  return folded.flatMap((word, index) =>
    word !== '' && folded.indexOf(word) < index
      ? [{ path: `/answer/words/${index}`, message: 'is the same as another one' }]
      : [],
  );
}
