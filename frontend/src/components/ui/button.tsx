/** Button. One solid accent button per screen: everything else is `outline`, `secondary`, `ghost` or `quiet`. */
import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

export const buttonVariants = cva(
  [
    'inline-flex items-center justify-center gap-2 border border-transparent text-center font-[560] leading-tight',
    'transition-[background-color,border-color,color,transform] active:scale-[0.985] active:duration-[80ms]',
    'disabled:pointer-events-none disabled:bg-secondary disabled:text-muted-foreground disabled:shadow-none',
    '[&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary-hover',
        outline:
          'border-border bg-card shadow-xs hover:bg-secondary disabled:border-border disabled:bg-transparent',
        secondary: 'bg-secondary text-secondary-foreground hover:bg-muted',
        ghost: 'hover:bg-secondary disabled:bg-transparent',
        quiet: 'text-muted-foreground hover:bg-secondary hover:text-foreground disabled:bg-transparent',
        link: 'text-primary underline-offset-4 hover:underline disabled:bg-transparent',
        danger: 'border-border bg-card text-destructive hover:bg-destructive-soft',
        /** Solid red: only inside alert dialogs. */
        destructive: 'bg-destructive text-destructive-foreground hover:opacity-90',
      },
      size: {
        sm: 'min-h-8 rounded-sm px-3 py-1 text-[0.84375rem] [&_svg]:size-4 pointer-coarse:min-h-11',
        default:
          'min-h-10 rounded-md px-4 py-1.5 text-[0.9375rem] [&_svg]:size-[1.125rem] pointer-coarse:min-h-11',
        /** The phone's default. */
        tap: 'min-h-11 min-w-11 rounded-md px-4 py-2 text-[0.9375rem] [&_svg]:size-[1.125rem]',
        lg: 'min-h-13 rounded-lg px-5.5 py-2.5 text-[1.0625rem] [&_svg]:size-5',
        xl: 'min-h-15 rounded-xl px-6.5 py-3 text-[1.1875rem] font-semibold [&_svg]:size-5',
        icon: 'size-10 rounded-md [&_svg]:size-[1.125rem] pointer-coarse:size-11',
        'icon-sm': 'size-8 rounded-sm [&_svg]:size-4 pointer-coarse:size-11',
        'icon-tap': 'size-11 rounded-md [&_svg]:size-5',
      },
    },
    defaultVariants: { variant: 'outline', size: 'default' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & { asChild?: boolean };

export function Button({
  className,
  variant,
  size,
  asChild = false,
  type = 'button',
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) return <Slot.Root data-slot="button" className={classes} {...props} />;
  return <button data-slot="button" type={type} className={classes} {...props} />;
}
