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
    // No larger than that address, code and note stand beside each other: what is below is measured in it.
    <footer className="mx-[calc(var(--foot)*5)] shrink-0 [--foot:min(var(--u),min(1vw,1.778vh)*1.15)]">
      <div className="flex h-[calc(var(--u)*7.2)] items-center gap-[calc(var(--u)*2)] border-t-2 border-border text-[calc(var(--u)*1.9)] leading-[1.15] font-medium text-muted-foreground [--u:var(--foot)] [&_b]:font-[650] [&_b]:text-foreground">
        {!isOver && (
          <>
            <QrCode
              text={joinAddress(code)}
              label={m.qr_label({ code })}
              className="size-[calc(var(--u)*5.8)] shrink-0 rounded-[calc(var(--u)*0.5)]"
            />
            <span className="min-w-0 text-balance wrap-words">
              <Rich parts={m.screen_join_at.parts({ address: joinHost() })} />
            </span>
            <bdi
              dir="ltr"
              className="shrink-0 text-[calc(var(--u)*2.9)] font-bold tracking-[0.06em] whitespace-nowrap text-foreground"
            >
              {spacedCode(code)}
            </bdi>
          </>
        )}
        <span className="min-w-[calc(var(--u)*22)] flex-1 basis-0 text-end text-balance">{children}</span>
      </div>
    </footer>
  );
}
