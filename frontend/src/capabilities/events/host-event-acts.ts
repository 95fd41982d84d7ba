/** Starting, pausing and ending the event. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '#/api/errors.ts';
import { endEvent, pauseEvent, startEvent } from '#/api/events.ts';
import { announce } from '#/components/live-regions.tsx';
import { useLiveContext } from '#/live/live-event.tsx';

const VERBS = { start: startEvent, pause: pauseEvent, end: endEvent } as const;
export type EventAct = keyof typeof VERBS;

export function useEventActs() {
  const { eventId, loop } = useLiveContext();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (act: EventAct) => VERBS[act](eventId),
    onSettled() {
      loop.poke();
      void queryClient.invalidateQueries({ queryKey: ['host-events'] });
    },
    onError: (failed) => announce(sentenceOf(failed), 'assertive'),
  });
  return { run: mutate, isPending, failure: error === null ? null : sentenceOf(error) };
}
