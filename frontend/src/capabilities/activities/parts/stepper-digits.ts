/** Numbers as people type them, in the digits of any script. Pure. */

/** "١٢" is 12: each decimal digit of Unicode as the digit it is. */
export function westernDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}

/** Digits of a script stand in a run from 0 to 9. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) as number;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** A whole number; an emptied field is 0. `null`: no number. */
export function typedWhole(text: string): number | null {
  const plain = westernDigits(text)
    .replace(/[\s'’٬]/g, '')
    .replace('−', '-');
  if (plain === '' || plain === '-') return 0;
  return /^-?\d{1,9}$/.test(plain) ? Number(plain) : null;
}
