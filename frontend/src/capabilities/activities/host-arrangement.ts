/** The run of show as this host just put it: shown at once, sent as a whole, and given up for what the server says last. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { arrangeActivities } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import { arranged, isSameArrangement, type Places, placesOf, type Show } from './host-arrange.ts';

/** The feed has the new order long before. After that a co-host's order stands. */
const GIVE_UP_MS = 5_000;

export interface Arrangement {
  readonly show: Show;
  arrange(next: Show): void;
}

export function useArrangement(stored: Show): Arrangement {
  const { eventId, loop } = useLiveContext();
  const [wanted, setWanted] = useState<Places | null>(null);
  const giveUp = (places: Places) => setWanted((current) => (current === places ? null : current));
  const { mutate } = useMutation({
    networkMode: 'always',
    // One after the other: the last drop is the last to arrive.
    scope: { id: `arrange ${eventId}` },
    mutationFn: (places: Places) => arrangeActivities(eventId, places),
    onSuccess(_, places) {
      loop.poke();
      setTimeout(giveUp, GIVE_UP_MS, places);
    },
    onError(error, places) {
      announce(sentenceOf(error), 'assertive');
      giveUp(places);
      loop.poke();
    },
  });
  const show = useMemo(() => (wanted === null ? stored : arranged(stored, wanted)), [stored, wanted]);
  const isThere = wanted !== null && isSameArrangement(show, stored);
  useEffect(() => {
    if (isThere) setWanted(null);
  }, [isThere]);
  return {
    show,
    arrange(next) {
      if (isSameArrangement(next, show)) return;
      const places = placesOf(next);
      setWanted(places);
      mutate(places);
    },
  };
}
