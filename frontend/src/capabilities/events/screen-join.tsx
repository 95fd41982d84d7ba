/** How to come in, for the last row: the address, the code, the QR code, and the room filling up. */
import type { EventEntity } from '@plenum/protocol';
import { Mark } from '#/components/logo.tsx';
import { QrCode } from '#/components/qr-code.tsx';
import { Rich } from '#/components/rich.tsx';
import { GROUND_SEATS, SeatGround } from '#/components/seat-ground.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { joinAddress, joinHost } from './join-address.ts';

export function ScreenJoin({
  event,
  joined,
  note,
}: {
  event: EventEntity;
  joined: number;
  note: string | null;
}) {
  const perSeat = Math.ceil(joined / GROUND_SEATS);
  const isOver = event.status === 'ended' || event.status === 'archived';
  return (
    <main className="relative min-h-0 flex-1">
      <SeatGround people={joined} className="absolute inset-x-0 bottom-0 h-[calc(var(--u)*18.2)]" />
      <div className="relative flex h-full gap-[calc(var(--u)*5)] px-[calc(var(--u)*5)] pt-[calc(var(--u)*4)]">
        <div className="min-w-0 flex-1">
          <p className="flex items-start gap-[calc(var(--u)*1.1)] text-[calc(var(--u)*2.1)] font-[560] tracking-[-0.012em]">
            <Mark height={undefined} className="h-[calc(var(--u)*2.4)] shrink-0" />
            <span dir="auto" className="wrap-words">
              {event.title}
            </span>
          </p>
          {isOver ? (
            <h1 className="mt-[calc(var(--u)*8)] text-[calc(var(--u)*4.1)] leading-[1.1] font-[640] tracking-[-0.03em]">
              {m.screen_ended()}
            </h1>
          ) : (
            <>
              <p className="mt-[calc(var(--u)*5)] text-[calc(var(--u)*3.3)] font-medium tracking-[-0.02em] text-muted-foreground [&_b]:font-[640] [&_b]:text-foreground">
                <Rich parts={m.screen_join_at.parts({ address: joinHost() })} />
              </p>
              <h1
                aria-label={m.screen_code({ code: spacedCode(event.code) })}
                className="-ms-[calc(var(--u)*0.6)] mt-[calc(var(--u)*0.7)] leading-none font-bold tracking-[0.015em] whitespace-nowrap"
                style={{ fontSize: `calc(var(--u) * ${codeSize(event.code)})` }}
              >
                <bdi dir="ltr">{spacedCode(event.code).replace(' ', '\u200A')}</bdi>
              </h1>
              <p className="mt-[calc(var(--u)*2.2)] text-[calc(var(--u)*2.1)] font-medium text-muted-foreground [&_b]:font-bold [&_b]:text-foreground">
                <Rich parts={m.screen_joined.parts(counted(joined))} />
                {perSeat > 1 && <> · {m.each_seat({ count: formatCount(perSeat) })}</>}
              </p>
            </>
          )}
        </div>
        {!isOver && (
          <div className="flex-none">
            {/* The white edge holds the four modules of quiet zone. */}
            <QrCode
              text={joinAddress(event.code)}
              label={m.qr_label({ code: event.code })}
              className="size-[calc(var(--u)*27.9)] rounded-[calc(var(--u)*1.2)]"
            />
          </div>
        )}
      </div>
      {note !== null && (
        <p className="absolute end-[calc(var(--u)*5)] bottom-[calc(var(--u)*1.5)] rounded-[calc(var(--u)*0.6)] bg-background px-[calc(var(--u)*1)] py-[calc(var(--u)*0.5)] text-[calc(var(--u)*1.9)] text-muted-foreground">
          {note}
        </p>
      )}
    </main>
  );
}

/** In u: 11.6 for six letters; own codes of up to twelve step down, so that they stand on one line beside the QR code. */
export function codeSize(code: string): number {
  return code.length <= 6 ? 11.6 : Math.floor((11.6 * 6 * 10) / code.length) / 10;
}
