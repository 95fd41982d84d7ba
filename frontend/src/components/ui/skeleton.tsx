import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

/** The shape of what is coming. Still: nothing on our pages pulses. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden="true"
      className={cn('rounded-md bg-track', className)}
      {...props}
    />
  );
}
