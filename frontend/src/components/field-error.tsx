/** What is wrong with a field, beside it, with its icon. Say it through `role="alert"`, tie it with `aria-describedby`. */
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p
      id={id}
      role="alert"
      className="flex gap-2 text-[0.9375rem] leading-[1.3125rem] font-[520] text-destructive"
    >
      <CircleAlert aria-hidden="true" className="mt-px size-4.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
