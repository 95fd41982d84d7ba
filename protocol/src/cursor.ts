/**
 * The cursor: where a reader stands in one event's history.
 * `<epoch>.<version>`: the epoch names one incarnation of the history, the version counts its changes without holes.
 * Opaque to clients; only the apply rule and the server look inside.
 */

export const CURSOR_PATTERN = '^[a-z0-9]{6,12}\\.(0|[1-9][0-9]{0,14})$';

const pattern = new RegExp(CURSOR_PATTERN);

export interface CursorParts {
  readonly epoch: string;
  readonly version: number;
}

/** The cursor's two parts, or `null` when the text is no cursor. Never throws: input is whatever a stranger sent. */
export function parseCursor(text: string): CursorParts | null {
  if (!pattern.test(text)) return null;
  const dot = text.indexOf('.');
  return { epoch: text.slice(0, dot), version: Number(text.slice(dot + 1)) };
}

export function formatCursor(epoch: string, version: number): string {
  return `${epoch}.${version}`;
}

/** Whether what was acknowledged at `cursor` is contained in a state at `reached` (read your writes). */
export function contains(reached: string, cursor: string): boolean {
  const at = parseCursor(reached);
  const wanted = parseCursor(cursor);
  return at !== null && wanted !== null && at.epoch === wanted.epoch && at.version >= wanted.version;
}
