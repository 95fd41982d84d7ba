/** Merging and hiding words, at once and with a way back. The tally stays as it is; only what the room sees changes. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showBuckets } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import type { ShownWord } from './host-words.ts';

type Buckets = Readonly<Record<string, string | null>>;

export interface ShowWords {
  /** What was done last, as a sentence; `null` = nothing that can be undone. */
  readonly done: string | null;
  /** The sentence of the last failure; `null` after a success. */
  readonly failure: string | null;
  undo(): void;
  merge(word: ShownWord, into: string): void;
  hide(word: ShownWord): void;
  /** As it is again: a word that was hidden, or counted with another one. */
  show(word: string, was: string | null): void;
}

/** @param prefix  Of a survey's part: "p1/"; else ''. */
export function useShowWords(activityId: string, prefix: string): ShowWords {
  const { eventId, loop } = useLiveContext();
  const [last, setLast] = useState<{ said: string; before: Buckets } | null>(null);
  const { mutate, error } = useMutation({
    // Never kept for later: what is sent when the network is back would surprise the room.
    networkMode: 'always',
    mutationFn: ({ change }: { change: Buckets; said: string; before: Buckets | null }) =>
      showBuckets(eventId, activityId, prefixed(change, prefix)),
    onSuccess({ cursor }, { said, before }) {
      loop.poke(cursor);
      setLast(before === null ? null : { said, before });
      announce(said);
    },
    onError: (failed) => announce(sentenceOf(failed), 'assertive'),
  });
  const act = (change: Buckets, before: Buckets, said: string) => mutate({ change, before, said });
  return {
    done: last?.said ?? null,
    failure: error === null ? null : sentenceOf(error),
    undo: () => last !== null && mutate({ change: last.before, before: null, said: m.host_words_undo() }),
    merge: (word, into) =>
      act({ [word.word]: into }, before(word), m.host_words_merged({ word: word.word, other: into })),
    hide: (word) => act({ [word.word]: null }, before(word), m.host_words_is_hidden({ word: word.word })),
    show: (word, was) => act({ [word]: word }, { [word]: was }, m.host_words_is_shown({ word })),
  };
}

/** What was counted with it went along, so the way back names all. */
function before({ word, merged }: ShownWord): Buckets {
  return Object.fromEntries([[word, word], ...merged.map((other) => [other.word, word])]);
}

export function prefixed(buckets: Buckets, prefix: string): Buckets {
  return Object.fromEntries(
    Object.entries(buckets).map(([word, as]) => [prefix + word, as === null ? null : prefix + as]),
  );
}
