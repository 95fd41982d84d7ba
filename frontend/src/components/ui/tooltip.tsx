import { Tooltip as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#/lib/cn.ts';

/** `<Tooltip text="Close voting"><Button …/></Tooltip>`: names what a pointer rests on; never the only place of a fact. */
export function Tooltip({
  text,
  children,
  ...props
}: { text: ReactNode; children: ReactNode } & ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Provider delayDuration={400}>
      <Radix.Root {...props}>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <TooltipContent>{text}</TooltipContent>
      </Radix.Root>
    </Radix.Provider>
  );
}

export function TooltipContent({
  className,
  sideOffset = 6,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        data-slot="tooltip-content"
        sideOffset={sideOffset}
        className={cn(
          'z-50 max-w-72 rounded-sm bg-foreground px-2.5 py-1.5 text-label text-background shadow-lg',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
