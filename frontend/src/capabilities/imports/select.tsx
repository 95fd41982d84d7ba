/** The browser's own select, in our clothes: a phone opens its wheel, a keyboard types to choose. */
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { inputVariants } from '#/components/ui/input.tsx';
import { cn } from '#/lib/cn.ts';

export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative block', className)}>
      <select
        className={cn(inputVariants(), 'appearance-none truncate pe-9 pointer-coarse:min-h-11')}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted-foreground"
      />
    </span>
  );
}
