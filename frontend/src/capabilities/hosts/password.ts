/** What the server asks of a password: length, nothing else. */

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** How many characters are still missing; 0 = long enough. */
export function missingCharacters(password: string): number {
  return Math.max(0, PASSWORD_MIN - password.length);
}
