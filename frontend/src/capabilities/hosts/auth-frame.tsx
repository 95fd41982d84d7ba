/** What signing in and signing up stand in: who we are, the way out for the audience, and the empty room. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LanguageSelect } from '#/components/language-select.tsx';
import { Wordmark } from '#/components/logo.tsx';
import { SeatGround } from '#/components/seat-ground.tsx';
import * as m from '#/paraglide/messages.js';

export function AuthFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className="relative flex min-h-dvh flex-col overflow-x-clip">
      <header className="relative z-1 flex min-h-22 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 sm:px-12">
        <Wordmark height={26} />
        <div className="flex flex-wrap items-center gap-x-4 text-[0.9375rem]">
          <span className="text-muted-foreground max-sm:hidden">
            {m.host_joining()}{' '}
            <Link to="/" className="font-[560] text-primary underline-offset-4 hover:underline">
              {m.host_joining_code()}
            </Link>
          </span>
          <LanguageSelect className="-me-2.5" />
        </div>
      </header>
      <main className="relative z-1 mx-auto w-full max-w-[440px] flex-1 px-5 pt-8 pb-40 sm:pt-11 [@media(min-height:800px)]:pb-52">
        <h1 className="text-4xl">{title}</h1>
        <p className="mt-1.5 mb-6.5 text-muted-foreground">{text}</p>
        {children}
        <p className="mt-6 text-center text-[0.9375rem] text-muted-foreground sm:hidden">
          {m.host_joining()}{' '}
          <Link
            to="/"
            className="inline-block py-2 font-[560] text-primary underline-offset-4 hover:underline"
          >
            {m.host_joining_code()}
          </Link>
        </p>
      </main>
      <div className="pointer-events-none absolute inset-x-0 bottom-0 h-37 overflow-hidden">
        <SeatGround people={0} className="min-w-240 max-sm:-ms-70" />
      </div>
    </div>
  );
}
