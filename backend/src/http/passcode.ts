/** Passcodes as keyed hashes: a stolen table opens no room, and equal passcodes of two events look different. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './tokens.ts';

export function passcodeHash(secret: string, eventId: string, passcode: string): Buffer {
  return createHmac('sha256', deriveKey(secret, 'passcode')).update(`${eventId}\n${passcode}`).digest();
}

/** Constant time (S4). */
export function isPasscode(secret: string, eventId: string, passcode: string, hash: Uint8Array): boolean {
  return timingSafeEqual(passcodeHash(secret, eventId, passcode), hash);
}
