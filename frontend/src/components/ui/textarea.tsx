import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';
import { inputVariants } from './input.tsx';

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(inputVariants(), 'field-sizing-content min-h-20 py-2.5', className)}
      {...props}
    />
  );
}
