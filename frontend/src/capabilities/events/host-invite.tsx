/** How people come in: address, code, QR code, each to read out, show or send. */
import { Clock3, QrCode as QrIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from '#/components/copy-button.tsx';
import { QrCode } from '#/components/qr-code.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '#/components/ui/dialog.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import * as m from '#/paraglide/messages.js';
import { joinAddress, joinHost } from './join-address.ts';

export interface InviteDialogProps {
  readonly code: string;
  readonly isStarted: boolean;
  readonly hasPasscode: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children?: ReactNode;
}

export function InviteDialog({ code, isStarted, hasPasscode, isOpen, onOpenChange }: InviteDialogProps) {
  const url = joinAddress(code);
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-3xl" asSheet>
        <DialogHeader>
          <DialogTitle className="text-2xl">{m.host_invite_title()}</DialogTitle>
          <DialogDescription className="text-base">{m.host_invite_text()}</DialogDescription>
        </DialogHeader>
        <div className="flex flex-wrap items-start gap-x-8 gap-y-5">
          <div className="min-w-0 flex-1 basis-72">
            <p className="text-label text-muted-foreground">{m.host_invite_go_to()}</p>
            <p className="text-2xl wrap-words">
              <bdi dir="ltr">{joinHost()}</bdi>
            </p>
            <p className="mt-4 text-label text-muted-foreground">{m.host_code()}</p>
            <p className="text-[clamp(2.75rem,9vw,4.5rem)] leading-[1.1] font-bold tracking-[0.04em] whitespace-nowrap">
              <bdi dir="ltr">{spacedCode(code)}</bdi>
            </p>
            <div className="mt-5 flex flex-wrap gap-2.5">
              <CopyButton text={url} size="tap">
                {m.host_copy_link()}
              </CopyButton>
            </div>
          </div>
          <figure className="w-full max-w-65 rounded-2xl border border-border bg-white p-1">
            <QrCode text={url} label={m.qr_label({ code: spacedCode(code) })} />
          </figure>
        </div>
        {!isStarted && (
          <p className="mt-6 flex gap-2.75 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
            <Clock3 className="mt-px size-4.5 shrink-0 text-muted-foreground" aria-hidden="true" />
            <span>{m.host_invite_early()}</span>
          </p>
        )}
        {hasPasscode && <p className="mt-4 text-sm text-muted-foreground">{m.host_invite_passcode()}</p>}
      </DialogContent>
    </Dialog>
  );
}

export { QrIcon };
