/** What is stored of an answer while a newer one waits: so that each word, text and part can say where it is itself. */
import { sameJson } from '@plenum/protocol/client';
import { useState } from 'react';
import type { OwnAnswerOf } from '../kinds/kind.ts';

/**
 * The last answer this page knew to be stored; `null` = none. After a reload in the middle of sending it is not known any
 * more: then all of it counts as waiting, which is never too much promised.
 */
export function useStoredAnswer<Answer>({ answer, status }: OwnAnswerOf<Answer>): Answer | null {
  const isOnItsWay = status === 'waiting' || status === 'saving';
  const [stored, setStored] = useState<Answer | null>(isOnItsWay ? null : answer);
  if (isOnItsWay || sameJson(stored, answer)) return stored;
  setStored(answer);
  return answer;
}
