/** Dialog, and the same as a sheet from the lower edge on phones (`DialogContent asSheet`). Focus returns to its opener. */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export const overlayClasses =
  'fixed inset-0 z-50 bg-[oklch(0.168_0.024_272/0.45)] data-[state=open]:animate-in data-[state=open]:fade-in-0 duration-200';

const dialogClasses =
  'fixed start-1/2 top-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 rtl:translate-x-1/2 overflow-y-auto rounded-2xl border border-border bg-popover p-6 text-popover-foreground shadow-lg outline-none';
const sheetClasses =
  'max-sm:inset-x-0 max-sm:start-0 max-sm:top-auto max-sm:bottom-0 max-sm:w-full max-sm:max-w-none max-sm:translate-x-0 max-sm:translate-y-0 max-sm:rounded-b-none max-sm:px-5 max-sm:pb-[calc(1.5rem+env(safe-area-inset-bottom))] max-sm:rtl:translate-x-0';

export function DialogContent({
  className,
  children,
  asSheet = false,
  ...props
}: ComponentProps<typeof Radix.Content> & { asSheet?: boolean }) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        data-slot="dialog-content"
        className={cn(
          dialogClasses,
          asSheet && sheetClasses,
          'duration-200 data-[state=open]:animate-in data-[state=open]:fade-in-0',
          className,
        )}
        {...props}
      >
        {children}
        <Radix.Close
          aria-label={m.action_close()}
          className="absolute end-3 top-3 grid size-11 place-items-center rounded-md text-muted-foreground hover:bg-secondary hover:text-foreground"
        >
          <X className="size-5" aria-hidden="true" />
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div data-slot="dialog-header" className={cn('mb-5 flex flex-col gap-1.5 pe-10', className)} {...props} />
  );
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="dialog-footer"
      className={cn('mt-6 flex flex-wrap justify-end gap-2', className)}
      {...props}
    />
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title data-slot="dialog-title" className={cn('text-xl', className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Radix.Description>) {
  return (
    <Radix.Description
      data-slot="dialog-description"
      className={cn('text-[0.9375rem] text-muted-foreground', className)}
      {...props}
    />
  );
}
