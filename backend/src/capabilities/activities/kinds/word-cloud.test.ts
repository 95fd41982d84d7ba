import { STOP_WORD_LANGUAGES, type WordCloudSettings } from '@plenum/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NAMED_BUCKET_BYTES_MAX } from './buckets.ts';
import { fold } from './fold.ts';
import { saysNothing } from './stop-words.ts';
import { wordCloud } from './word-cloud.ts';

const cloud = (settings: Partial<WordCloudSettings> = {}): WordCloudSettings => ({
  words: 5,
  lengthMax: 40,
  stopWords: null,
  hide: 'none',
  ...settings,
});

describe('spellings that mean the same meet', () => {
  test.each([
    ['Quiet', 'quiet'],
    ['QUIET!!', 'quiet'],
    ['  „Quiet“ ', 'quiet'],
    ['«quiet»', 'quiet'],
    ['#quiet', 'quiet'],
    ['- quiet.', 'quiet'],
    ['ｑｕｉｅｔ', 'quiet'],
    ['qui\u00adet\u200b', 'quiet'],
    ['too   fast', 'too fast'],
    ['too\u00a0fast', 'too fast'],
    ['e–bike', 'e-bike'],
    ['e - bike', 'e-bike'],
    ['E‑Bike', 'e-bike'],
    ['don’t', "don't"],
    ['don´t', "don't"],
    ['Straße', 'straße'],
    ['STRASSE', 'strasse'],
    ['CAFE\u0301', 'café'],
    ['ΟΔΟΣ', 'οδος'],
    ['مرحبا!', 'مرحبا'],
    ['静か。', '静か'],
    ['C#', 'c#'],
    ['c++', 'c++'],
    ['100 %', '100 %'],
    ['👨‍👩‍👧‍👦!', '👨‍👩‍👧‍👦'],
    ['❤️', '❤️'],
    ['...', ''],
    ['?!', ''],
    ['…ㅤ', ''],
  ])('“%s” is “%s”', (word, bucket) => {
    expect(fold(word)).toBe(bucket);
  });

  test('whatever somebody types: folding again changes nothing, and it is short enough', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 40 }),
          fc.string({ unit: 'binary', maxLength: 40 }),
          // One character with marks without end, and one that NFKC makes eighteen of.
          fc.constantFrom(`a${'\u0301'.repeat(700)}`, '\ufdfa'.repeat(40), '𝒳'.repeat(400), '-'.repeat(800)),
        ),
        (raw) => {
          const word = raw.toWellFormed().replaceAll('\0', '');
          const folded = fold(word);
          expect(fold(folded)).toBe(folded);
          expect(Buffer.byteLength(folded)).toBeLessThanOrEqual(NAMED_BUCKET_BYTES_MAX);
          expect(folded.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('words that say nothing', () => {
  test('are not counted alone, but inside a phrase', () => {
    const { contributions } = wordCloud;
    expect(contributions(cloud({ stopWords: 'en' }), { words: ['The', 'of the', 'the street'] })).toEqual({
      'the street': 1,
    });
    expect(contributions(cloud(), { words: ['The'] })).toEqual({ the: 1 });
  });

  test('an answer of nothing else is an answer all the same', () => {
    const settings = cloud({ stopWords: 'de' });
    expect(wordCloud.problems(settings, { words: ['und', '!!', '??'] })).toEqual([]);
    expect(wordCloud.contributions(settings, { words: ['und', '!!', '??'] })).toEqual({});
  });

  test.each([
    ['en', 'and'],
    ['de', 'und'],
    ['fr', 'dans'],
    ['es', 'para'],
    ['it', 'della'],
    ['nl', 'het'],
    ['pt', 'para'],
    ['pl', 'który'],
    ['sv', 'och'],
    ['da', 'ikke'],
  ] as const)('are known in %s: “%s”', (language, word) => {
    expect(saysNothing(word, language)).toBe(true);
  });

  test('every language of the protocol is known', () => {
    const known = STOP_WORD_LANGUAGES.filter((language) => !saysNothing('zzz', language));
    expect(known).toEqual([...STOP_WORD_LANGUAGES]);
  });

  test.each([
    ['de', 'gut'],
    ['de', 'schlecht'],
    ['de', 'Zeit'],
    ['de', 'Menschen'],
    ['de', 'nein'],
    ['en', 'more'],
    ['sv', 'bra'],
    ['pl', 'dobrze'],
    ['da', 'god'],
  ] as const)('a list made for search engines does not swallow an answer: %s “%s”', (language, word) => {
    expect(saysNothing(fold(word), language)).toBe(false);
  });
});

describe('what the room does not see at first', () => {
  const answer = { words: ['quiet', 'Sh1t!', 'f u c k'] };

  test('rude words wait, the others do not', () => {
    expect(wordCloud.hides?.(cloud({ hide: 'rude' }), answer)).toEqual(['sh1t', 'f u c k']);
  });

  test('with “all” every word waits, with “none” none', () => {
    expect(wordCloud.hides?.(cloud({ hide: 'all' }), answer)).toEqual(['quiet', 'sh1t', 'f u c k']);
    expect(wordCloud.hides?.(cloud({ hide: 'none' }), answer)).toEqual([]);
  });

  test('they are counted all the same', () => {
    expect(wordCloud.contributions(cloud({ hide: 'rude' }), answer)).toEqual({
      quiet: 1,
      sh1t: 1,
      'f u c k': 1,
    });
  });
});
