/** The options of a choice, read from settings and answers that the wire leaves open (`unknown`). Pure. */
import type { ImageRef, SingleChoiceAnswer, SingleChoiceSettings } from '@plenum/protocol';

export interface Option {
  readonly id: string;
  readonly label: string;
  /** A, B, C … as the room calls it. */
  readonly key: string;
  readonly image?: ImageRef;
}

export function optionsOf(settings: unknown): Option[] {
  const { options } = (settings ?? {}) as Partial<SingleChoiceSettings>;
  return (options ?? []).map(({ id, label, image }, index) => ({
    id,
    label,
    key: optionKey(index),
    ...(image && { image }),
  }));
}

/** The chosen option's id; `null` for no answer. */
export function optionIdOf(answer: unknown): string | null {
  return (answer as Partial<SingleChoiceAnswer> | null)?.optionId ?? null;
}

/** The same as a list of at most one: what bars and badges ask for. */
export function optionIdsOf(answer: unknown): string[] {
  const id = optionIdOf(answer);
  return id === null ? [] : [id];
}

/** A … Z, then AA, AB …: at most 50 options exist. */
export function optionKey(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : optionKey(Math.floor(index / 26) - 1) + letter;
}

export function haveImages(options: readonly Pick<Option, 'image'>[]): boolean {
  return options.some(({ image }) => image !== undefined);
}
