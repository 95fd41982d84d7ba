import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

export function Label({
  className,
  htmlFor,
  children,
  ...props
}: ComponentProps<'label'> & { htmlFor: string }) {
  return (
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn('block text-sm font-[560]', className)}
      {...props}
    >
      {children}
    </label>
  );
}
