/** The page around every step of joining: wordmark, language, and the empty room at the lower edge. */
import type { ReactNode } from 'react';
import { LanguageSelect } from '#/components/language-select.tsx';
import { Wordmark } from '#/components/logo.tsx';
import { Seats } from '#/components/seats.tsx';

export function JoinLayout({ withSeats = false, children }: { withSeats?: boolean; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <header className="column flex flex-wrap items-center justify-between gap-x-4 pt-4 sm:pt-6">
        <Wordmark />
        <LanguageSelect className="-me-2.5" />
      </header>
      <main className="column flex-1 pb-8">{children}</main>
      {withSeats && (
        <div className="column flex max-h-[30dvh] items-end overflow-hidden px-0 short:hidden">
          <Seats className="-mx-5 w-[calc(100%+2.5rem)] shrink-0" />
        </div>
      )}
    </div>
  );
}
