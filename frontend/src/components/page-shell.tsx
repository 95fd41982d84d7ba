/** What every page stands in: the live regions, and one place that redraws when the language changes. */
import { Fragment, type ReactNode } from 'react';
import { useLocale } from '#/lib/locale.ts';
import { LiveRegions } from './live-regions.tsx';

export function PageShell({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <LiveRegions />
    </>
  );
}

/** Draws its children anew in the chosen language. Keep connections outside of it: they live on. */
export function LocaleBoundary({ children }: { children: ReactNode }) {
  return <Fragment key={useLocale()}>{children}</Fragment>;
}
