/** Results are somewhere else, or later. */
import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';

export function Hint({ children }: { children: ReactNode }) {
  return (
    <p className="flex min-h-9 items-center gap-2.5 text-[0.9375rem] leading-5 text-muted-foreground">
      <span className="grid size-6 shrink-0 place-items-center">
        <EyeOff aria-hidden="true" className="size-4.75" />
      </span>
      {children}
    </p>
  );
}
