/** What a word is counted as: spellings that mean the same meet, and what is shown is still a word. */
import { graphemes } from '#/http/body.ts';
import { NAMED_BUCKET_BYTES_MAX } from './buckets.ts';

/** Soft hyphen, zero-width space, word joiner, direction marks: nobody typed them on purpose. Joiners inside emoji stay. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff]/gu;
const APOSTROPHES = /[‘’ʼ`′]/gu;
/** The minus sign is no dash to Unicode; to people it is. The space around goes: “e - bike” is “e-bike”. */
const DASHES = /(?: ?[\p{Pd}\u2212])+ ?/gu;
const BEFORE = /^[\p{P}\p{Z}\s]+/u;
/** “C#” and “100%” are not “c” and “100”. */
const AFTER = /(?![#%])[\p{P}\p{Z}\s]/u;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The bucket of a word; '' for one of nothing but punctuation. Folding twice changes nothing.
 * Lower case as Unicode has it: with a locale's, “I” would be another letter in Turkish.
 */
export function fold(word: string): string {
  const plain = word
    .replace(INVISIBLE, '')
    // Some keyboards' apostrophe: NFKC would take it apart into a space and a mark.
    .replaceAll('´', "'")
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(APOSTROPHES, "'")
    .replace(/\s+/gu, ' ')
    .replace(DASHES, '-')
    .replace(BEFORE, '');
  const folded = withoutEnd(shortened(withoutEnd(plain)));
  // Counting characters is slow, and most words show one at a glance.
  return /[!-~]/.test(folded) || graphemes(folded) > 0 ? folded : '';
}

/** From behind, character by character: a `+$` would look at every run of dots again from each of them. */
function withoutEnd(text: string): string {
  const characters = [...text];
  while (AFTER.test(characters.at(-1) ?? '')) characters.pop();
  return characters.join('');
}

/** At most so many bytes, cut between characters; one character alone that is longer is cut inside. */
function shortened(text: string): string {
  if (Buffer.byteLength(text) <= NAMED_BUCKET_BYTES_MAX) return text;
  return upTo([...segmenter.segment(text)].map(({ segment }) => segment)) || upTo([...text]);
}

function upTo(pieces: readonly string[]): string {
  let kept = '';
  for (const piece of pieces) {
    if (Buffer.byteLength(kept + piece) > NAMED_BUCKET_BYTES_MAX) break;
    kept += piece;
  }
  return kept;
}
