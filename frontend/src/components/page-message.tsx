/** A whole page that says one thing: an event that is gone, an address nobody knows. */
import type { ReactNode } from 'react';
import { usePageTitle } from '#/lib/use-page-title.ts';
import { Mark } from './logo.tsx';

export function PageMessage({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <main className="column flex min-h-dvh flex-col justify-center py-16">
      <Mark height={32} className="mb-8 self-start" />
      <h1 className="text-3xl wrap-words">{title}</h1>
      {text !== undefined && <p className="mt-2.5 text-lg text-muted-foreground wrap-words">{text}</p>}
      {children !== undefined && <div className="mt-8 flex flex-col gap-2">{children}</div>}
    </main>
  );
}
