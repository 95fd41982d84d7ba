/** One activity being edited: the draft on screen, saved by itself, and renewed when a co-host changed what is stored. */
import type { HostActivityEntity } from '@plenum/protocol';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { updateActivity } from '#/api/activities.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { type AutosaveState, createAutosave } from './host-autosave.ts';
import { type Draft, draftOf, toUpdate } from './host-draft.ts';
import type { DraftRules } from './kinds/kind.ts';

/** Keep one component per activity (`key={id}`): a draft never moves to another activity. */
export function useSavedDraft(
  id: string,
  activity: HostActivityEntity,
  rules: DraftRules,
): { draft: Draft; change: (draft: Draft) => void; state: AutosaveState } {
  const { eventId, loop } = useLiveContext();
  const [draft, setDraft] = useState(() => draftOf(activity, rules));
  /** What the server stores, as far as this page knows. */
  const saved = useRef(draft);
  const autosave = useMemo(
    () =>
      createAutosave<Draft>(async (value) => {
        const update = toUpdate(value, saved.current, rules);
        if (update === null) return;
        const stored = await updateActivity(eventId, id, update);
        saved.current = draftOf(stored, rules);
        loop.poke(stored.cursor);
      }),
    [eventId, id, loop, rules],
  );
  const state = useSyncExternalStore(autosave.subscribe, autosave.getState, autosave.getState);

  useEffect(() => () => autosave.flush(), [autosave]);

  // What a co-host changed shows here, but never over what is being written.
  const isIdle = state.status === 'saved';
  useEffect(() => {
    const stored = draftOf(activity, rules);
    if (!isIdle || toUpdate(stored, saved.current, rules) === null) return;
    setDraft((current) => (toUpdate(current, saved.current, rules) === null ? stored : current));
    saved.current = stored;
  }, [activity, isIdle, rules]);

  return {
    draft,
    state,
    change(next) {
      setDraft(next);
      autosave.change(next);
    },
  };
}
