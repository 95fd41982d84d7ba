/** Event codes: short, read aloud, never mistaken. */
import { randomInt } from 'node:crypto';
import { CODE_ALPHABET, CODE_PATTERN, normaliseCode } from '@plenum/protocol';
import { AppError } from '#/errors.ts';

/** 32^6 = 2^30 codes: a guesser behind the brake of S4 needs years for one event (reliability, S4). */
const LENGTH = 6;

export function randomCode(): string {
  return Array.from({ length: LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

const pattern = new RegExp(CODE_PATTERN);

/** @throws request_invalid when a host's own code cannot be one. */
export function ownCode(text: string): string {
  const code = normaliseCode(text);
  if (!pattern.test(code)) {
    throw new AppError('request_invalid', {
      errors: [{ path: '/code', message: '4 to 12 letters and digits, without 0, O, 1 and I' }],
    });
  }
  return code;
}
