/** `<epoch>.<version>`: which incarnation of the history, and how far in it. */
export interface Position {
  readonly epoch: string;
  readonly version: number;
}

const pattern = /^([a-z0-9]{6,12})\.(0|[1-9][0-9]{0,14})$/;

/** `null` for anything that is no cursor; never throws. */
export function parsePosition(text: string): Position | null {
  const match = pattern.exec(text);
  return match ? { epoch: match[1] as string, version: Number(match[2]) } : null;
}

export function formatPosition({ epoch, version }: Position): string {
  return `${epoch}.${version}`;
}
