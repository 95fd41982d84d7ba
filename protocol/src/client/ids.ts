/**
 * Ids made on the device, so that a retry names the same thing.
 * Only `crypto.getRandomValues`: a phone on http://192.168.… has neither `randomUUID` nor `subtle` (S7).
 */

/** UUIDv7 in lower case: 48 bits of `nowMs`, 74 random bits. */
export function uuidv7(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Division, not shifts: the time has 48 bits and shifts work on 32.
  for (let index = 5, rest = Math.floor(nowMs); index >= 0; index--, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256;
  }
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** 128 random bits as 22 characters base64url: keep it, and the same participant comes back. */
export function joinKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
