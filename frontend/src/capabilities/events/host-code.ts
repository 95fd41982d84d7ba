/** Codes as hosts make them: random by the dice, or a word of their own. */
import { CODE_ALPHABET, CODE_PATTERN } from '@plenum/protocol/client';
import { bareCode } from '#/lib/event-code.ts';

const LENGTH = 6;
const LENGTH_MAX = 12;
const pattern = new RegExp(CODE_PATTERN);

/** 30 random bits: the alphabet has 32 letters, so a byte's remainder is fair. */
export function randomCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');
}

export type CodeProblem = 'length' | 'letters';

/** What keeps a code from being one; `null` = it is one. */
export function codeProblem(text: string): CodeProblem | null {
  const code = bareCode(text);
  if (pattern.test(code)) return null;
  return code.length < 4 || code.length > LENGTH_MAX ? 'length' : 'letters';
}

/** Another code like the taken one, to offer. */
export function freeCode(taken: string): string {
  const code = bareCode(taken);
  const number = /[2-8]$/.exec(code)?.[0];
  // LAKESIDE → LAKESIDE2 → LAKESIDE3; a full code gives up its last letter.
  if (number !== undefined) return code.slice(0, -1) + (Number(number) + 1);
  return `${code.slice(0, LENGTH_MAX - 1)}2`;
}
