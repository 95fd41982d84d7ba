/** Who sees what one answers, as the event's settings have it: said before answering, in the words of the promise. */
import { createContext, type ReactNode, useContext } from 'react';
import { useParticipation } from '#/live/participation.tsx';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

/** `nameless`: hosts see names in this event, and this person gave none. */
export type AnswersSeenAs = 'anonymous' | 'named' | 'nameless';

const Context = createContext<AnswersSeenAs>('anonymous');

/** Around everything one can answer. */
export function AnswersPromise({ children }: { children: ReactNode }) {
  const { identity } = useParticipation();
  const isNamed = useEvent()?.settings.answers === 'named';
  return (
    <Context value={!isNamed ? 'anonymous' : identity.nickname === null ? 'nameless' : 'named'}>
      {children}
    </Context>
  );
}

export function useAnswersSeenAs(): AnswersSeenAs {
  return useContext(Context);
}

export function promiseOf(seenAs: AnswersSeenAs): string {
  return {
    anonymous: m.answer_anonymous,
    named: m.answer_named,
    nameless: m.answer_nameless,
  }[seenAs]();
}

/** Where one tap saves. */
export function oneTapPromiseOf(seenAs: AnswersSeenAs): string {
  return { anonymous: m.one_tap, named: m.one_tap_named, nameless: m.one_tap_nameless }[seenAs]();
}
