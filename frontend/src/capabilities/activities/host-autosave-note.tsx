/** Whether what the host writes is kept: Saved, Saving…, or when it is tried again. */

import { ApiError } from '@plenum/protocol/client';
import { Check, CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { formatDuration } from '#/lib/format.ts';
import { useDelayed } from '#/lib/use-delayed.ts';
import * as m from '#/paraglide/messages.js';
import type { AutosaveState } from './host-autosave.ts';
import type { DraftProblem } from './host-draft.ts';

export function AutosaveNote({ state, problem }: { state: AutosaveState; problem: DraftProblem | null }) {
  // A quick save is simply saved.
  const isSaving = useDelayed(state.status === 'saving', 400);
  const now = useNow(state.status === 'waiting');
  if (problem !== null) {
    return <Warning>{m.host_unsaved({ why: problemText(problem) })}</Warning>;
  }
  switch (state.status) {
    case 'waiting':
      return (
        <Warning>
          {m.host_unsaved_retry({ time: formatDuration(Math.max(1_000, state.retryAt - now)) })}
        </Warning>
      );
    case 'refused':
      return <Warning>{m.host_unsaved({ why: sentenceOf(new ApiError(409, state.code)) })}</Warning>;
    default:
      return (
        <span className="flex items-center gap-1.75 text-sm text-muted-foreground">
          {isSaving ? (
            m.host_saving()
          ) : (
            <>
              <Check className="size-4" aria-hidden="true" />
              {m.host_saved()}
            </>
          )}
        </span>
      );
  }
}

/** What has to be written, as a request. */
export function problemText(problem: DraftProblem): string {
  return problem.lacks === 'question' ? m.host_question_missing() : problem.text;
}

function Warning({ children }: { children: string }) {
  return (
    <span className="flex items-center gap-1.75 text-sm text-warning">
      <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
      {children}
    </span>
  );
}

function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
