/** Looks into the feed's state. A component draws again only when what it selected changed: references are kept. */
import type { EventEntity } from '@plenum/protocol';
import {
  type EntityBodies,
  emptyFeed,
  entitiesOf,
  entity,
  type FeedState,
  type HostEntityBodies,
} from '@plenum/protocol/client';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useLiveContext } from './live-event.tsx';

/** Anything of the whole state; select what you show and nothing more. */
export function useLiveEvent<Selected>(select: (feed: FeedState) => Selected): Selected {
  const { feedKey } = useLiveContext();
  const { data } = useQuery({
    queryKey: feedKey,
    queryFn: skipToken,
    initialData: emptyFeed,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // The apply rule keeps the reference of whatever did not change; a deep comparison would only cost.
    structuralSharing: false,
    select,
  });
  // There is data from the start: `initialData`.
  return data as Selected;
}

/** One entity's body; `undefined` while there is none. Hosts: `useEntity<'activity', HostEntityBodies>(…)`. */
export function useEntity<Type extends keyof Bodies & string, Bodies = EntityBodies>(
  type: Type,
  id: string,
): Bodies[Type] | undefined {
  return useLiveEvent((feed) => entity<Type, Bodies>(feed, type, id));
}

/** All entities of a type by id. */
export function useEntities<Type extends keyof Bodies & string, Bodies = EntityBodies>(
  type: Type,
): ReadonlyMap<string, Bodies[Type]> {
  return useLiveEvent((feed) => entitiesOf<Type, Bodies>(feed, type));
}

/** The event's own entity; `undefined` until the first snapshot. */
export function useEvent(): EventEntity | undefined {
  const { eventId } = useLiveContext();
  return useEntity('event', eventId);
}

export type { EntityBodies, HostEntityBodies };
