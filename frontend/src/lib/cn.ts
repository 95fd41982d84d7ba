/** Joins class names; of two that set the same property, the later wins. */
import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// Our own text sizes: unknown to tailwind-merge, which would take `text-opt` for a colour and drop it.
const twMerge = extendTailwindMerge({ extend: { theme: { text: ['opt', 'label'] } } });

export function cn(...classes: ClassValue[]): string {
  return twMerge(clsx(classes));
}
