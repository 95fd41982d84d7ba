/** What was fixed when voting closed: how many answers, and the fingerprint by which anybody can count again. */
import type { Integrity } from '@plenum/protocol';
import { ShieldCheck } from 'lucide-react';
import { CopyButton } from '#/components/copy-button.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

/** So much of the hash tells two apart at a glance; the whole is copied. */
const SHOWN = 12;

export function IntegrityLine({ integrity: { responses, hash } }: { integrity: Integrity }) {
  return (
    <details className="group rounded-[12px] bg-muted px-3.5 py-2 text-[0.84375rem] leading-5">
      <summary className="flex min-h-8 cursor-pointer list-none flex-wrap items-center gap-x-2.5 gap-y-1 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ShieldCheck aria-hidden="true" className="size-4.5 shrink-0 text-success" />
        <span className="font-semibold">{m.host_integrity(counted(responses))}</span>
        <span className="text-muted-foreground">
          <bdi dir="ltr">{m.host_integrity_hash({ hash: hash.slice(0, SHOWN) })}</bdi>
        </span>
        <span className="ms-auto text-muted-foreground underline underline-offset-4">
          {m.host_integrity_what()}
        </span>
      </summary>
      <p className="mt-1.5 max-w-prose text-muted-foreground">{m.host_integrity_text()}</p>
      <p className="mt-2 mb-1.5 flex flex-wrap items-center gap-2.5">
        <code dir="ltr" className="min-w-0 text-[0.75rem] break-all">
          {hash}
        </code>
        <CopyButton text={hash} size="sm" aria-label={m.host_integrity_copy()}>
          {m.host_integrity_copy_short()}
        </CopyButton>
      </p>
    </details>
  );
}
