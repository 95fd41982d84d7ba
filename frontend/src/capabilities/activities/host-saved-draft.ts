/** One activity being edited: the draft on screen, saved by itself, and renewed when a co-host changed what is stored. */
import type { HostActivityEntity } from '@plenum/protocol';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { updateActivity } from '#/api/activities.ts';
import { codeOf } from '#/api/errors.ts';
import { isBehind } from '#/live/cursors.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { type AutosaveState, createAutosave } from './host-autosave.ts';
import { type Draft, draftOf, merged, toUpdate } from './host-draft.ts';
import type { DraftRules } from './kinds/kind.ts';

/** Keep one component per activity (`key={id}`): a draft never moves to another activity. */
export function useSavedDraft(
  id: string,
  activity: HostActivityEntity,
  rules: DraftRules,
): { draft: Draft; change: (draft: Draft) => void; state: AutosaveState } {
  const { eventId, loop } = useLiveContext();
  const [draft, setDraft] = useState(() => draftOf(activity, rules));
  const shown = useRef(draft);
  /** What the server stores, as far as this page knows. */
  const saved = useRef(draft);
  /** As the feed had it when it was last looked at. */
  const seen = useRef(activity);
  /** Of the last own save: what the feed says before it is older than what stands here. */
  const savedAt = useRef<string | null>(null);
  const show = useCallback((next: Draft) => {
    shown.current = next;
    setDraft(next);
  }, []);
  const autosave = useMemo(
    () =>
      createAutosave<void>(async () => {
        // As it is now: what came from a co-host since it was written is in it.
        const sent = shown.current;
        const update = toUpdate(sent, saved.current, rules);
        if (update === null) return;
        const stored = await updateActivity(eventId, id, update).catch((error: unknown) => {
          // Somebody answered meanwhile: a form that is fixed now could never put back what was just taken away.
          if (codeOf(error) === 'activity_frozen') show({ ...shown.current, own: saved.current.own });
          throw error;
        });
        const now = draftOf(stored, rules);
        savedAt.current = stored.cursor ?? null;
        saved.current = now;
        show(merged(shown.current, sent, now, rules));
        loop.poke(stored.cursor);
      }),
    [eventId, id, loop, rules, show],
  );
  const state = useSyncExternalStore(autosave.subscribe, autosave.getState, autosave.getState);

  useEffect(() => () => autosave.flush(), [autosave]);

  // What a co-host changed shows here, but never over what is being written.
  const isIdle = state.status === 'saved';
  useEffect(() => {
    if (!isIdle || activity === seen.current || isBehind(loop.getSnapshot().cursor, savedAt.current)) return;
    seen.current = activity;
    const stored = draftOf(activity, rules);
    show(merged(shown.current, saved.current, stored, rules));
    saved.current = stored;
  }, [activity, isIdle, loop, rules, show]);

  return {
    draft,
    state,
    change(next) {
      show(next);
      autosave.change();
    },
  };
}
