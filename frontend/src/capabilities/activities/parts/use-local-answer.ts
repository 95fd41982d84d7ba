/** The answer a person edits before they send it. Starts from their own answer and follows it until they touch something. */
import { sameJson } from '@plenum/protocol/client';
import { useEffect, useSyncExternalStore } from 'react';
import type { OwnAnswerOf } from '../kinds/kind.ts';
import { dropDraft, readDraft, subscribeDrafts, writeDraft } from './local-drafts.ts';

export interface LocalAnswer<Answer> {
  /** What the controls show; `null` = nothing yet. May still lack something: whether it can be sent is the kind's to say. */
  readonly answer: Answer | null;
  set(answer: Answer): void;
  /** Something stands here that is not sent. */
  readonly isChanged: boolean;
}

/**
 * @param draftKey  As `Open` got it. Kept on this phone under this name: it survives a reload.
 * @param fits      Whether an answer belongs to these settings: options may have changed while it lay here.
 */
export function useLocalAnswer<Answer>(
  draftKey: string,
  own: OwnAnswerOf<Answer>,
  fits: (answer: Answer) => boolean = () => true,
): LocalAnswer<Answer> {
  const read = () => readDraft(draftKey);
  const kept = useSyncExternalStore(subscribeDrafts, read, read) as Answer | null;
  const draft = kept !== null && fits(kept) ? kept : null;
  const isSame = draft !== null && sameJson(draft, own.answer);

  // Not before it is stored: a refused answer comes back for another try.
  const isDone = isSame && own.status === 'saved';
  useEffect(() => {
    if (isDone) dropDraft(draftKey);
  }, [isDone, draftKey]);

  return {
    answer: draft ?? own.answer,
    isChanged: draft !== null && !isSame,
    set(answer) {
      if (sameJson(answer, own.answer) && own.status === 'saved') dropDraft(draftKey);
      else writeDraft(draftKey, answer);
    },
  };
}
