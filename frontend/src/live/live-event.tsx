/**
 * One event, followed: starts the reference client's feed loop and keeps what it knows in React Query, one query per
 * event and audience. The loop alone decides when to ask; the query never fetches. Everything below reads through hooks.
 */
import {
  bearer,
  createServerClock,
  emptyFeed,
  FeedLoop,
  type FeedState,
  type ServerClock,
} from '@plenum/protocol/client';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { feedUrls, publicApi } from '#/api/client.ts';

export type Audience = keyof typeof feedUrls;

export interface LiveContext {
  readonly eventId: string;
  readonly loop: FeedLoop;
  readonly clock: ServerClock;
  readonly feedKey: QueryKey;
}

const Context = createContext<LiveContext | null>(null);

/** Attendees: `['feed', eventId]`; hosts and screens have their audience behind it. */
export function feedKey(eventId: string, audience: Audience = 'attendee'): QueryKey {
  return audience === 'attendee' ? ['feed', eventId] : ['feed', eventId, audience];
}

export interface LiveEventProps {
  readonly eventId: string;
  /** `attendee` unless told: public and without credentials. `host` sends the session cookie. */
  readonly audience?: Audience;
  /** The screen's token. */
  readonly token?: string;
  readonly children: ReactNode;
}

/** After the first snapshot had the network to itself. */
const MEASURE_AFTER_MS = 1_500;

export function LiveEvent({ eventId, audience = 'attendee', token, children }: LiveEventProps) {
  const queryClient = useQueryClient();
  const context = useMemo<LiveContext>(
    () => ({
      eventId,
      feedKey: feedKey(eventId, audience),
      clock: createServerClock(publicApi),
      loop: new FeedLoop({
        url: feedUrls[audience](eventId),
        ...(audience === 'host' && { credentials: 'same-origin' as const }),
        ...(audience === 'screen' && { pausesWhenHidden: false }),
        ...(token !== undefined && { headers: () => bearer(token) }),
      }),
    }),
    [eventId, audience, token],
  );

  useEffect(() => {
    const { loop, clock } = context;
    const show = () => queryClient.setQueryData<FeedState>(context.feedKey, loop.getSnapshot());
    const measure = () => document.visibilityState === 'visible' && void clock.measure();
    const unsubscribe = loop.subscribe(show);
    loop.start();
    const timer = setTimeout(measure, MEASURE_AFTER_MS);
    document.addEventListener('visibilitychange', measure);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', measure);
      unsubscribe();
      loop.stop();
      // A loop that begins anew begins without a past: what an older one left must not be taken for its own.
      queryClient.setQueryData<FeedState>(context.feedKey, emptyFeed);
    };
  }, [context, queryClient]);

  return <Context value={context}>{children}</Context>;
}

/** The event this component lives in. @throws outside of `LiveEvent`. */
export function useLiveContext(): LiveContext {
  const context = useContext(Context);
  if (context === null) throw new Error('This needs a <LiveEvent> around it');
  return context;
}
