/** A line across the page that pushes content down and never covers it. The words are announced by whoever shows it. */
import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { cn } from '#/lib/cn.ts';

const bannerVariants = cva('border-b text-[0.9375rem] leading-5', {
  variants: {
    variant: {
      muted: 'border-border bg-muted [&_svg]:text-muted-foreground',
      warning: 'border-warning/30 bg-warning-soft [&_svg]:text-warning',
      success: 'border-success/30 bg-success-soft [&_svg]:text-success',
    },
  },
  defaultVariants: { variant: 'muted' },
});

export function Banner({
  icon,
  title,
  children,
  variant,
  isOnOwnLine = false,
  className,
}: {
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode /** The text below the title, not behind it. */;
  isOnOwnLine?: boolean;
  className?: string;
} & VariantProps<typeof bannerVariants>) {
  return (
    <div data-slot="banner" className={cn(bannerVariants({ variant }), className)}>
      <div className="column flex items-start gap-3 py-3 [&>svg]:size-5 [&>svg]:shrink-0">
        {icon}
        <div className="min-w-0 flex-1">
          <b className="font-semibold">{title}</b>
          {children !== undefined && (isOnOwnLine ? <div>{children}</div> : <> {children}</>)}
        </div>
      </div>
    </div>
  );
}
