/** Personal codes: read off one phone, typed into another. Kept only as keyed hashes, so that a stolen table makes nobody somebody else. */
import { createHmac, randomInt } from 'node:crypto';
import { CODE_ALPHABET, normaliseCode } from '@plenum/protocol';
import { deriveKey } from '#/http/tokens.ts';

/** 32^8 = 2^40: behind the brake of S4 a guesser needs years for one person of a large room. */
const LENGTH = 8;

export function randomResumeCode(): string {
  return Array.from({ length: LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

/** Typed as people type: case, spaces and hyphens do not matter. Equal codes of two events look different. */
export function resumeCodeHash(secret: string, eventId: string, code: string): Buffer {
  return createHmac('sha256', deriveKey(secret, 'resume-code'))
    .update(`${eventId}\n${normaliseCode(code)}`)
    .digest();
}
