/** Asks before what cannot be undone. The default focus is Cancel: Radix puts it there. */
import { AlertDialog as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';
import { buttonVariants } from './button.tsx';
import { overlayClasses } from './dialog.tsx';

export const AlertDialog = Radix.Root;
export const AlertDialogTrigger = Radix.Trigger;

export function AlertDialogContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        data-slot="alert-dialog-content"
        className={cn(
          'fixed start-1/2 top-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-2xl border border-border bg-popover p-6 text-popover-foreground shadow-lg outline-none rtl:translate-x-1/2',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}

export function AlertDialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title data-slot="alert-dialog-title" className={cn('text-xl', className)} {...props} />;
}

export function AlertDialogDescription({ className, ...props }: ComponentProps<typeof Radix.Description>) {
  return (
    <Radix.Description
      data-slot="alert-dialog-description"
      className={cn('mt-2 text-[0.9375rem] text-muted-foreground', className)}
      {...props}
    />
  );
}

export function AlertDialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="alert-dialog-footer"
      className={cn('mt-6 flex flex-wrap justify-end gap-2', className)}
      {...props}
    />
  );
}

export function AlertDialogCancel({ className, ...props }: ComponentProps<typeof Radix.Cancel>) {
  return (
    <Radix.Cancel className={cn(buttonVariants({ variant: 'outline', size: 'tap' }), className)} {...props} />
  );
}

/** `variant="destructive"` for what deletes or ends. */
export function AlertDialogAction({
  className,
  variant = 'primary',
  ...props
}: ComponentProps<typeof Radix.Action> & { variant?: 'primary' | 'destructive' }) {
  return <Radix.Action className={cn(buttonVariants({ variant, size: 'tap' }), className)} {...props} />;
}
