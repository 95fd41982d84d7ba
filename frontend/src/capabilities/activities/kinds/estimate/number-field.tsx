/**
 * A number typed in this person's own way. While it is typed it stays as typed; grouped once it is left, never rounded.
 * What was read is handed on with every key: `null` for an empty field, `'unread'` for what is no number.
 */
import { useState } from 'react';
import { formatNumber, parseNumber } from './typed.ts';

export type Read = number | null | 'unread';

export interface TypedNumber {
  readonly text: string;
  /** Something stands there that is no number. */
  readonly isUnread: boolean;
  /** It was typed with signs that some read otherwise: say what was understood. */
  readonly isWorthSaying: boolean;
  type(text: string): void;
  leave(): void;
}

/** @param value  What is known: followed until something is typed, and again once that is left. */
export function useTypedNumber(value: number | null, onChange: (number: Read) => void): TypedNumber {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : formatNumber(value));
  const read = text.trim() === '' ? null : parseNumber(text);
  return {
    text,
    isUnread: text.trim() !== '' && read === null,
    isWorthSaying:
      typed !== null && read !== null && /[^\d\s+-]/.test(typed) && typed.trim() !== formatNumber(read),
    type(next) {
      setTyped(next);
      onChange(next.trim() === '' ? null : (parseNumber(next) ?? 'unread'));
    },
    leave() {
      if (text.trim() === '' || read !== null) setTyped(null);
    },
  };
}
