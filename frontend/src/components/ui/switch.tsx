import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      data-slot="switch"
      className={cn(
        'peer relative inline-flex h-6 w-10 shrink-0 items-center rounded-full bg-input transition-colors data-[state=checked]:bg-primary disabled:opacity-50',
        // The target is 44 px where fingers are, whatever is drawn.
        "after:absolute after:-inset-2.5 after:content-['']",
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="pointer-events-none ms-0.75 block size-4.5 rounded-full bg-white transition-[margin] data-[state=checked]:ms-4.75 dark:data-[state=checked]:bg-primary-foreground" />
    </Radix.Root>
  );
}
