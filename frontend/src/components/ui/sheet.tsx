/** A panel from the start side of the page, over it: what a narrow page has no column for. Focus returns to its opener. */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { overlayClasses } from './dialog.tsx';

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetTitle = Radix.Title;

export function SheetContent({ className, children, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        data-slot="sheet-content"
        aria-describedby={undefined}
        className={cn(
          'fixed inset-y-0 start-0 z-50 flex w-[min(22rem,calc(100%-3rem))] flex-col border-e border-sidebar-border bg-sidebar text-sidebar-foreground shadow-lg outline-none',
          'duration-200 data-[state=open]:animate-in data-[state=open]:fade-in-0',
          className,
        )}
        {...props}
      >
        {children}
        <Radix.Close
          aria-label={m.action_close()}
          className="absolute end-2 top-2 grid size-11 place-items-center rounded-md text-muted-foreground hover:bg-secondary hover:text-foreground"
        >
          <X className="size-5" aria-hidden="true" />
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}
