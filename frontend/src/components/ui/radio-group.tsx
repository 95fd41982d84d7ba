import { RadioGroup as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '#/lib/cn.ts';

export function RadioGroup({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root data-slot="radio-group" className={cn('grid gap-2', className)} {...props} />;
}

export function RadioGroupItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return (
    <Radix.Item
      data-slot="radio-group-item"
      className={cn(
        'relative grid size-5 shrink-0 place-items-center rounded-full border-[1.5px] border-input bg-card data-[state=checked]:border-primary disabled:opacity-50',
        "after:absolute after:-inset-3 after:content-['']",
        className,
      )}
      {...props}
    >
      <Radix.Indicator className="block size-2.5 rounded-full bg-primary" />
    </Radix.Item>
  );
}
