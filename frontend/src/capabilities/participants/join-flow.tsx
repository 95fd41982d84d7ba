/**
 * Joining: a code, then whatever the event asks for (a passcode, a name), then the event itself. The server tells nothing
 * of an event before one is in, so each answer names the next step.
 * The key to join with is stored before the request, so however often this is tried, it joins one person.
 */
import type { Join } from '@plenum/protocol';
import { ApiError, retryDelayMs } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { joinEvent } from '#/api/participants.ts';
import { bareCode, spacedCode } from '#/lib/event-code.ts';
import { lazyComponent } from '#/lib/lazy-component.ts';
import { useDelayed } from '#/lib/use-delayed.ts';
import { usePageTitle } from '#/lib/use-page-title.ts';
import { type Identity, identityFrom, joinKeyFor, keepIdentity } from '#/live/identity.ts';
import * as m from '#/paraglide/messages.js';
import { CodeForm } from './code-form.tsx';
import { EventBadge } from './event-badge.tsx';
import { JoinLayout } from './join-layout.tsx';
import { NicknameForm, NicknameGiven } from './nickname-form.tsx';
import { PasscodeForm } from './passcode-form.tsx';

export interface JoinFlowProps {
  /** From the QR code: filled in and tried at once. */
  readonly scannedCode?: string;
  /** Somebody who was here before, on another phone: asks for their personal code instead of joining at once. */
  readonly isBack?: boolean;
  readonly onJoined: (identity: Identity) => void;
}

// For the few who come back.
const ResumeForm = lazyComponent(async () => (await import('./resume-form.tsx')).ResumeForm);

type Step = 'code' | 'passcode' | 'nickname' | 'resume';

/** With the growing waits between them about 15 s; then the person decides. */
const TRIES_MAX = 4;

export function JoinFlow({ scannedCode = '', isBack = false, onJoined }: JoinFlowProps) {
  const [code, setCode] = useState(() => scannedCode.toUpperCase());
  const [step, setStep] = useState<Step>(isBack ? 'resume' : 'code');
  const { join, isJoining, error, wanted, identity, forget } = useJoin({ onJoined, onAsked: setStep });
  const isSlow = useDelayed(isJoining, 2_000);
  usePageTitle(step === 'passcode' ? m.passcode_title() : m.join_title());

  const wasTried = useRef(false);
  useEffect(() => {
    if (scannedCode === '' || isBack || wasTried.current) return;
    wasTried.current = true;
    join({ code: bareCode(scannedCode) });
  }, [scannedCode, isBack, join]);

  const given = identity?.nickname ?? null;
  let form: ReactNode;
  if (
    identity !== undefined &&
    given !== null &&
    wanted?.nickname !== undefined &&
    given !== wanted.nickname
  ) {
    form = <NicknameGiven wanted={wanted.nickname} given={given} onContinue={() => onJoined(identity)} />;
  } else if (step === 'nickname') {
    form = (
      <>
        <EventBadge title={m.join_event_code({ code: spacedCode(bareCode(code)) })} />
        <NicknameForm
          isBusy={isJoining}
          error={nextStep(error, wanted) === null ? error : null}
          onName={(nickname) => join({ ...(wanted ?? { code: bareCode(code) }), nickname })}
        />
      </>
    );
  } else if (step === 'passcode') {
    form = (
      <PasscodeForm
        code={bareCode(code)}
        isJoining={isJoining}
        error={error === null || nextStep(error, wanted) !== null ? null : sentenceOf(error)}
        // Whatever was asked for before the passcode still is: a name, a personal code.
        onContinue={(passcode) => join({ ...wanted, code: bareCode(code), passcode })}
        onBack={() => {
          forget();
          setStep('code');
        }}
      />
    );
  } else if (step === 'resume') {
    form = (
      <Suspense fallback={null}>
        <ResumeForm
          code={code}
          onCodeChange={setCode}
          isJoining={isJoining}
          error={error === null || nextStep(error, wanted) !== null ? null : error}
          onContinue={(resumeCode) => join({ code: bareCode(code), resumeCode })}
          onBack={() => {
            forget();
            setStep('code');
          }}
        />
      </Suspense>
    );
  } else {
    form = (
      <CodeForm
        code={code}
        onCodeChange={(text) => {
          setCode(text);
          if (error !== null) forget();
        }}
        isJoining={isJoining}
        error={error && sentenceOf(error)}
        onJoin={(bare) => join({ code: bare })}
        onWasHere={() => {
          forget();
          setStep('resume');
        }}
      />
    );
  }
  return (
    <JoinLayout withSeats={step === 'code'}>
      <div className={step === 'nickname' ? 'pt-6 short:pt-2' : undefined}>{form}</div>
      <p role="status" className="mt-4 min-h-5 text-sm text-muted-foreground">
        {isSlow && m.slow_still_trying()}
      </p>
    </JoinLayout>
  );
}

/** What the event asks for before it lets this request in; `null` when the answer is a plain refusal. */
function nextStep(error: Error | null, wanted: Join | undefined): Step | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'passcode_required') return 'passcode';
  const asksName = error.code === 'request_invalid' && error.errors.some(({ path }) => path === '/nickname');
  return asksName && wanted?.nickname === undefined ? 'nickname' : null;
}

function useJoin(on: { onJoined: (identity: Identity) => void; onAsked: (step: Step) => void }) {
  const { mutate, reset, isPending, error, variables, data } = useMutation({
    mutationFn: async (join: Join) => {
      const joinKey = joinKeyFor(join.code);
      return identityFrom(await joinEvent({ ...join, joinKey }), joinKey, join.resumeCode !== undefined);
    },
    networkMode: 'always',
    retry: (failures, error) => failures < TRIES_MAX && isWorthRetrying(error),
    retryDelay: (failures, error) =>
      retryDelayMs({
        failures: failures + 1,
        retryAfterMs: error instanceof ApiError ? error.retryAfterMs : null,
        seed: crypto.getRandomValues(new Uint32Array(1))[0] as number,
        attempt: failures,
      }),
    onSuccess: (identity, wanted) => {
      keepIdentity(identity);
      // Another name than asked for is told first.
      if (wanted.nickname === undefined || wanted.nickname === identity.nickname) on.onJoined(identity);
    },
    onError: (error, wanted) => {
      const step = nextStep(error, wanted);
      if (step !== null) on.onAsked(step);
    },
  });
  const isPendingNow = useRef(false);
  isPendingNow.current = isPending;
  const join = useCallback((request: Join) => void (isPendingNow.current || mutate(request)), [mutate]);
  return { join, forget: reset, isJoining: isPending, error, wanted: variables, identity: data };
}

/** A wrong code stays wrong; too many of them must not become more. */
function isWorthRetrying(error: Error): boolean {
  return error instanceof ApiError && error.isTemporary && codeOf(error) !== 'rate_limited';
}
