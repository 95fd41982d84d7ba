/**
 * Numbers as people type them, in their own way of writing: "5,200" here, "5.200" there, "5 200" or "5’200" elsewhere.
 * What can be read in one way only is read that way; the field shows what was understood before anything is sent. Pure.
 */
import { getFormatLocale } from '#/lib/locale.ts';
import { westernDigits } from '../../parts/stepper-digits.ts';
import { clean, DECIMALS_MAX } from './grid.ts';

/** Three digits at the end, before them two or three (India), and no leading zero: 0,500 is a half. */
const GROUPED = /^[1-9]\d{0,2}([.,]\d{2,3})*[.,]\d{3}$/;

/** In full, with as many decimals as it has. */
export function formatNumber(number: number): string {
  return new Intl.NumberFormat(getFormatLocale(), { maximumFractionDigits: DECIMALS_MAX }).format(number);
}

/**
 * @param locale  Decides where a comma or a point could be either: three digits behind it.
 * @returns `null` for what is no number.
 */
export function parseNumber(text: string, locale = getFormatLocale()): number | null {
  const plain = westernDigits(text)
    // Direction marks come with pasted text; spaces and apostrophes can only group.
    .replace(/[\s\u200e\u200f\u061c'’ʼ˙٬_]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/٫/g, decimalOf(locale));
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(plain)) return null;
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[+-]/, '');
  const decimal = decimalIn(digits, decimalOf(locale));
  const [whole = '', fraction, ...more] = decimal === null ? [digits] : digits.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  if (!/^\d*$/.test(whole) && !GROUPED.test(whole)) return null;
  if (whole.includes('.') && whole.includes(',')) return null;
  return clean(sign * Number(`${whole.replace(/[.,]/g, '') || '0'}.${fraction || '0'}`));
}

/** Which of the two separators stands before the decimals here; `null`: none does. */
function decimalIn(digits: string, own: '.' | ','): '.' | ',' | null {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return null;
  const mark = digits[last] as '.' | ',';
  const other = mark === '.' ? ',' : '.';
  if (digits.includes(other)) return mark; // "1.234,56"
  if (digits.indexOf(mark) !== last) return null; // "1.234.567"
  if (mark === own) return mark;
  // The other language's decimal mark, unless it can group: "5.2" but "5.200".
  return GROUPED.test(digits) ? null : mark;
}

function decimalOf(locale: string): '.' | ',' {
  const part = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal');
  return part?.value === ',' ? ',' : '.';
}
