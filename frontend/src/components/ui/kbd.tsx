import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        'inline-grid h-5.5 min-w-5.5 place-items-center rounded-[6px] border border-border bg-card px-1.5 font-sans text-xs leading-none font-semibold text-muted-foreground',
        className,
      )}
      {...props}
    />
  );
}
