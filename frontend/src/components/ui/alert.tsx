import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

/** Something happened here: icon first, then title and text. Says nothing by itself: give it a `role` if it must. */
export const alertVariants = cva(
  'flex gap-3.5 rounded-2xl border px-4.5 py-4 text-[0.9375rem] leading-[1.3125rem] [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0',
  {
    variants: {
      variant: {
        default: 'border-border bg-muted [&>svg]:text-muted-foreground',
        warning: 'border-warning/30 bg-warning-soft [&>svg]:text-warning',
        success: 'border-success/30 bg-success-soft [&>svg]:text-success',
        destructive: 'border-destructive/30 bg-destructive-soft [&>svg]:text-destructive',
      },
    },
    defaultVariants: { variant: 'default' },
  },
);

export function Alert({
  className,
  variant,
  ...props
}: ComponentProps<'div'> & VariantProps<typeof alertVariants>) {
  return <div data-slot="alert" className={cn(alertVariants({ variant }), className)} {...props} />;
}

export function AlertTitle({ className, ...props }: ComponentProps<'div'>) {
  return <div data-slot="alert-title" className={cn('text-base font-semibold', className)} {...props} />;
}

export function AlertDescription({ className, ...props }: ComponentProps<'div'>) {
  return <div data-slot="alert-description" className={cn('wrap-words', className)} {...props} />;
}
