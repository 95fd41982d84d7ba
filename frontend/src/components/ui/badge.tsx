import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

/** Status colours stand only beside their icon and word. */
export const badgeVariants = cva(
  'inline-flex min-h-6 max-w-full items-center gap-1.25 rounded-full px-2.25 text-[0.78125rem] leading-tight font-[560] [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        default: 'bg-secondary text-foreground',
        live: 'bg-accent text-accent-foreground',
        success: 'bg-success-soft text-success',
        warning: 'bg-warning-soft text-warning',
        line: 'border border-border text-muted-foreground',
        solid: 'bg-primary text-primary-foreground',
      },
    },
    defaultVariants: { variant: 'default' },
  },
);

export function Badge({
  className,
  variant,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeVariants>) {
  return <span data-slot="badge" className={cn(badgeVariants({ variant }), className)} {...props} />;
}

/** The filled dot of "Open" and "Live". */
export function BadgeDot() {
  return <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-current" />;
}
