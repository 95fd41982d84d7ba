/**
 * Which spellings are the same word, as the server counts them. Pure. Only to say so at once and to find one's own: what
 * counts is the server's to decide.
 */

/** Soft hyphen, zero-width space, word joiner, direction marks: nobody typed them on purpose. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff]/gu;
const APOSTROPHES = /[‘’ʼ`′]/gu;
const DASHES = /(?: ?[\p{Pd}\u2212])+ ?/gu;
const BEFORE = /^[\p{P}\p{Z}\s]+/u;
/** “C#” and “100%” are not “c” and “100”. */
const AFTER = /(?![#%])[\p{P}\p{Z}\s]/u;

/** The bucket of a word; '' for one of nothing but punctuation. */
export function fold(word: string): string {
  const characters = [
    ...word
      .replace(INVISIBLE, '')
      .replaceAll('´', "'")
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKC')
      .replace(APOSTROPHES, "'")
      .replace(/\s+/gu, ' ')
      .replace(DASHES, '-')
      .replace(BEFORE, ''),
  ];
  while (AFTER.test(characters.at(-1) ?? '')) characters.pop();
  return characters.join('');
}
