/** Why something in a form cannot change any more. */
import { Info } from 'lucide-react';
import type { ReactNode } from 'react';

export function FixedNote({ children }: { children: ReactNode }) {
  return (
    <p className="flex gap-2.5 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
      <Info className="mt-px size-4.5 shrink-0 text-muted-foreground" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
