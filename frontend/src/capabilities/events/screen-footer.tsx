/** The foot of every projected page but the joining one: latecomers find the way in, and what holds right now. */
import type { ReactNode } from 'react';
import { QrCode } from '#/components/qr-code.tsx';
import { Rich } from '#/components/rich.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import * as m from '#/paraglide/messages.js';
import { joinAddress, joinHost } from './join-address.ts';

export function ScreenFooter({
  code,
  isOver,
  children,
}: {
  code: string;
  isOver: boolean;
  children: ReactNode;
}) {
  return (
    <footer className="mx-[calc(var(--u)*5)] flex h-[calc(var(--u)*7.2)] shrink-0 items-center gap-[calc(var(--u)*2)] border-t-2 border-border text-[calc(var(--u)*1.9)] font-medium whitespace-nowrap text-muted-foreground [&_b]:font-[650] [&_b]:text-foreground">
      {!isOver && (
        <>
          <QrCode
            text={joinAddress(code)}
            label={m.qr_label({ code })}
            className="size-[calc(var(--u)*5.8)] shrink-0 rounded-[calc(var(--u)*0.5)]"
          />
          <span className="min-w-0 truncate">
            <Rich parts={m.screen_join_at.parts({ address: joinHost() })} />
          </span>
          <bdi dir="ltr" className="text-[calc(var(--u)*2.9)] font-bold tracking-[0.06em] text-foreground">
            {spacedCode(code)}
          </bdi>
        </>
      )}
      {/* Two lines before the address ends in an ellipsis. */}
      <span className="min-w-[calc(var(--u)*24)] flex-1 basis-0 text-end leading-[1.15] text-balance whitespace-normal">
        {children}
      </span>
    </footer>
  );
}
