/** The personal code: shown only when asked for, to carry on with another phone. */
import { useMutation } from '@tanstack/react-query';
import { ArrowLeft, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { createResumeCode } from '#/api/participants.ts';
import { CopyButton } from '#/components/copy-button.tsx';
import { FieldError } from '#/components/field-error.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Card } from '#/components/ui/card.tsx';
import type { Identity } from '#/live/identity.ts';
import * as m from '#/paraglide/messages.js';

export function ResumeCodePage({ identity, onBack }: { identity: Identity; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => createResumeCode(identity.eventId, identity.token),
    networkMode: 'always',
  });
  const code = data?.code ?? null;
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="flex flex-col">
      <Button variant="quiet" size="tap" className="-ms-2.5 self-start px-2.5" onClick={onBack}>
        <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
        {m.action_back()}
      </Button>
      <h1 ref={heading} tabIndex={-1} className="mt-2 text-3xl text-balance">
        {m.resume_title()}
      </h1>
      <p className="mt-2 text-lg text-muted-foreground">{m.resume_text()}</p>
      <Card className="mt-5 px-4 pt-4 pb-4 text-center">
        {code === null ? (
          <Button
            variant="primary"
            size="lg"
            className="w-full"
            aria-disabled={isPending}
            onClick={() => isPending || mutate()}
          >
            {m.resume_show()}
          </Button>
        ) : (
          <>
            <p className="text-label text-muted-foreground">{m.resume_label()}</p>
            <Code code={code} />
            <CopyButton text={code} variant="primary" size="lg" className="w-full">
              {m.resume_copy()}
            </CopyButton>
          </>
        )}
      </Card>
      {error !== null && (
        <div className="mt-3">
          <FieldError id="resume-problem">{sentenceOf(error)}</FieldError>
        </div>
      )}
      <dl className="mt-5 divide-y divide-border border-y border-border">
        <Fact label={m.resume_until()} value={m.resume_until_value()} />
        <Fact label={m.resume_keeps()} value={m.resume_keeps_value()} />
        <Fact label={m.resume_here()} value={m.resume_here_value()} />
      </dl>
      <p className="mt-3.5 text-sm text-muted-foreground">{m.resume_keep()}</p>
      {code !== null && (
        <>
          <Button
            variant="quiet"
            size="tap"
            className="mt-2 -ms-2.5 self-start px-2.5"
            aria-disabled={isPending}
            onClick={() => isPending || mutate()}
          >
            <RefreshCw aria-hidden="true" />
            {m.resume_new()}
          </Button>
          <p className="text-sm text-muted-foreground">{m.resume_new_text()}</p>
        </>
      )}
    </div>
  );
}

/** In two halves for the eye, letter by letter for the ear. */
function Code({ code }: { code: string }) {
  const half = Math.ceil(code.length / 2);
  return (
    <p className="py-3 text-[clamp(1.75rem,11vw,2.75rem)] leading-tight font-bold tracking-[0.04em]">
      <bdi dir="ltr" aria-hidden="true" className="tabular-nums">
        {code.slice(0, half)} {code.slice(half)}
      </bdi>
      <span className="sr-only">{[...code].join(', ')}</span>
    </p>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 py-2.5">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="font-semibold">{value}</dd>
    </div>
  );
}
