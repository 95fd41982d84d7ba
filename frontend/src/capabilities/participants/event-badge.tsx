/** Which event this is, above a step of joining it. */
import type { ReactNode } from 'react';
import { Mark } from '#/components/logo.tsx';

export function EventBadge({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7.5 flex items-center gap-3.5">
      <span className="grid size-[min(3rem,56px)] shrink-0 place-items-center rounded-lg bg-accent text-accent-foreground">
        <Mark height={24} />
      </span>
      <span className="min-w-0">
        <span dir="auto" className="block text-opt font-semibold wrap-words">
          {title}
        </span>
        {children !== undefined && <span className="block text-sm text-muted-foreground">{children}</span>}
      </span>
    </div>
  );
}
