/** Which event this is, on every attendee page of it. */
import type { ReactNode } from 'react';
import { Mark } from '#/components/logo.tsx';
import { usePageTitle } from '#/lib/use-page-title.ts';

export function EventHeader({ title, children }: { title: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <header className="column flex min-h-14 items-center gap-2.5 pe-2">
      <Mark className="shrink-0" />
      <span
        dir="auto"
        className="min-w-0 flex-1 truncate text-start text-[0.9375rem] font-[560] tracking-[-0.005em]"
      >
        {title}
      </span>
      {children}
    </header>
  );
}
