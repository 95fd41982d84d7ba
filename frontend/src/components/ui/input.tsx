import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

/** Its edge is what shows that one can type: `input`, 3:1. Never below 16 px, else iOS zooms in. */
export const inputVariants = cva(
  [
    'w-full min-w-0 border-input bg-card text-foreground placeholder:text-muted-foreground',
    'transition-[border-color,box-shadow] outline-none',
    'focus-visible:border-ring focus-visible:ring-3 focus-visible:ring-ring/25 focus-visible:outline-none',
    'aria-invalid:border-2 aria-invalid:border-destructive aria-invalid:ring-destructive/25',
    'disabled:bg-secondary disabled:text-muted-foreground',
  ],
  {
    variants: {
      size: {
        default: 'min-h-10 rounded-md border px-3 py-1.5 text-base',
        lg: 'min-h-13 rounded-lg border-[1.5px] px-4 py-2.5 text-[1.0625rem]',
        xl: 'min-h-15 rounded-lg border-[1.5px] px-4 py-3 text-xl font-normal tracking-normal',
      },
    },
    defaultVariants: { size: 'default' },
  },
);

export type InputProps = Omit<ComponentProps<'input'>, 'size'> & VariantProps<typeof inputVariants>;

export function Input({ className, size, type = 'text', ...props }: InputProps) {
  return (
    <input data-slot="input" type={type} className={cn(inputVariants({ size }), className)} {...props} />
  );
}
