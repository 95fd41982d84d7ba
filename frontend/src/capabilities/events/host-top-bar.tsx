/** The bar of the pages around the control room. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Wordmark } from '#/components/logo.tsx';

export function HostTopBar({ children }: { children?: ReactNode }) {
  return (
    <header className="sticky top-0 z-10 flex min-h-15 items-center gap-4 border-b border-border bg-card px-5 sm:px-8">
      <Link to="/host" className="rounded-sm py-2">
        <Wordmark height={24} />
      </Link>
      <span className="flex-1" />
      {children}
    </header>
  );
}
