/** Codes as people read and type them. The server forgives case, spaces and hyphens; so do we. */

/** The bare code, upper case: what is sent and what names this event on this device. */
export { normaliseCode as bareCode } from '@plenum/protocol/client';

/** In two halves, easier to read across a room: `K7M 4QX`. Other lengths stay whole. */
export function spacedCode(code: string): string {
  return code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
