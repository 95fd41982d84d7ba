/** Texts in the characters people see: a flag or a letter with its accent is one. Pure. */
const segmenter = new Intl.Segmenter();

export function countGraphemes(text: string): number {
  // Of plain ASCII every character is one.
  if (/^[ -~]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
