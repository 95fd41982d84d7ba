/** Event codes, as both sides read them. Imports nothing, so that the browser can use it. */

/** Letters and digits nobody confuses: no 0, O, 1, I. 32 symbols, so six of them are 2^30 codes. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** What a host may choose as a code, after `normaliseCode`. */
export const CODE_PATTERN = '^[2-9A-HJ-NP-Z]{4,12}$';

/** Codes are read off a screen: case, spaces and hyphens do not matter. */
export function normaliseCode(text: string): string {
  return text.replace(/[\s-]+/g, '').toUpperCase();
}
