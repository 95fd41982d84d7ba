/** What holds for accounts and keys, without I/O. */
import { createHash } from 'node:crypto';

/** Long rather than odd: twelve characters of anything (OWASP and NIST ask for no more rules). */
export const PASSWORD_CHARACTERS_MIN = 12;
export const PASSWORD_CHARACTERS_MAX = 128;

/** Wrong passwords for one account from one address: ten at once, then one every 6 s. */
export const WRONG_PASSWORDS = { ratePerSecond: 10 / 60, burst: 10 };
/** Wrong passwords from one address, whatever the account: a building full of hosts mistypes too. */
export const WRONG_PASSWORDS_OF_ADDRESS = { ratePerSecond: 2, burst: 200 };
/** Accounts made from one address: a course of teachers signs up together. */
export const SIGN_UPS = { ratePerSecond: 0.5, burst: 100 };

/** Keys have at least 128 random bits: nothing slower than SHA-256 is needed. */
export function apiKeyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Enough to tell keys apart in a list, too little to guess one. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, 8);
}

/** The ids of a bootstrap key's account and key: the same in every process, without asking anyone. */
export function bootstrapIds(key: string): { userId: string; keyId: string; email: string } {
  const hash = createHash('sha256').update(`plenum/bootstrap\0${key}`).digest('hex');
  return {
    userId: uuid(hash.slice(0, 32)),
    keyId: uuid(hash.slice(32)),
    // `.invalid` never reaches anybody (RFC 2606).
    email: `key-${hash.slice(0, 16)}@bootstrap.invalid`,
  };
}

/** 128 bits in the form of a UUID version 4. */
function uuid(hex: string): string {
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Where a link may lead: a path of ours, never another site (`//evil`, `/\evil`). */
export function isLocalPath(path: string): boolean {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
}
