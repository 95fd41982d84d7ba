/**
 * One person in one event: their outbox and what the server stores of them. Lives inside `LiveEvent` and keeps three
 * promises: a restarted event drops the old run's answers, a rewound history gets acknowledged answers again, and the
 * server is asked about the person on coming, never on a timer.
 */
import type { Me } from '@plenum/protocol';
import {
  ApiError,
  browserStorage,
  type Outbox,
  openOutbox,
  responseKey,
  retryDelayMs,
  upvoteKey,
} from '@plenum/protocol/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { participantApi } from '#/api/client.ts';
import { getMe } from '#/api/participants.ts';
import { holds } from './cursors.ts';
import { type Identity, outboxName } from './identity.ts';
import { useLiveContext } from './live-event.tsx';
import { useEntity, useEvent, useLiveEvent } from './use-feed.ts';

export interface Participation {
  readonly identity: Identity;
  readonly outbox: Outbox;
  /** The host started the event again while this page knew answers of the run before. */
  readonly wasRestarted: boolean;
}

const Context = createContext<Participation | null>(null);

export const meKey = (identity: Identity) => ['me', identity.eventId, identity.participantId];

export function ParticipationProvider({ identity, children }: { identity: Identity; children: ReactNode }) {
  const outbox = useOpenOutbox(identity);
  const wasRestarted = useRun(outbox);
  useReconciling(identity, outbox);
  useStandingNews(identity);
  useRemovalNews(identity, outbox);
  // A moment: what was stored is read before anybody can tap.
  if (outbox === null) return null;
  return <Context value={{ identity, outbox, wasRestarted }}>{children}</Context>;
}

/** @throws outside of `ParticipationProvider`. */
export function useParticipation(): Participation {
  const participation = useContext(Context);
  if (participation === null) throw new Error('This needs a <ParticipationProvider> around it');
  return participation;
}

/** What the server stores of this person; `undefined` until it answered. */
export function useMe<Selected>(identity: Identity, select: (me: Me) => Selected): Selected | undefined {
  return useMeQuery(identity, select).data;
}

/** Why the server knows this person no more: the host removed them, or the token is of another server or forged. */
export function useRefusal(identity: Identity): 'removed' | 'signed-out' | null {
  const { error } = useMeQuery(identity, (me) => me.cursor);
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'participant_banned') return 'removed';
  return error.status === 401 || error.status === 403 ? 'signed-out' : null;
}

function useMeQuery<Selected>(identity: Identity, select: (me: Me) => Selected) {
  return useQuery({
    queryKey: meKey(identity),
    queryFn: () => getMe(identity.eventId, identity.token),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: (_failures, error) => error instanceof ApiError && error.isTemporary,
    retryDelay: (failures, error) =>
      retryDelayMs({
        failures: failures + 1,
        retryAfterMs: error instanceof ApiError ? error.retryAfterMs : null,
        seed: crypto.getRandomValues(new Uint32Array(1))[0] as number,
        attempt: failures,
      }),
    select,
  });
}

function useOpenOutbox(identity: Identity): Outbox | null {
  const { loop, clock } = useLiveContext();
  const { eventId, participantId, token } = identity;
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  useEffect(() => {
    let isOver = false;
    let opened: Outbox | null = null;
    const opening = openOutbox({
      name: outboxName({ eventId, participantId }),
      api: participantApi(token),
      storage: browserStorage(),
      serverNow: () => clock.now(),
      onAcknowledged: (cursor) => loop.poke(cursor),
    });
    void opening.then((ready) => {
      if (isOver) return ready.close();
      opened = ready;
      setOutbox(ready);
    });
    return () => {
      isOver = true;
      opened?.close();
      setOutbox(null);
    };
  }, [eventId, participantId, token, loop, clock]);
  return outbox;
}

/** Tells the outbox which run is on; `true` once that dropped something. */
function useRun(outbox: Outbox | null): boolean {
  const run = useEvent()?.run;
  const [wasRestarted, setWasRestarted] = useState(false);
  useEffect(() => {
    if (outbox === null || run === undefined) return;
    const before = outbox.getSnapshot().acts.size;
    outbox.enterRun(run);
    if (before > 0 && outbox.getSnapshot().acts.size === 0) setWasRestarted(true);
  }, [outbox, run]);
  return wasRestarted;
}

/** Compares the outbox with the server's books on coming, and again whenever the feed's history turned out another. */
function useReconciling(identity: Identity, outbox: Outbox | null): void {
  const queryClient = useQueryClient();
  const run = useEvent()?.run;
  const epoch = useLiveEvent((feed) =>
    feed.awaiting === null ? (feed.cursor?.split('.')[0] ?? null) : null,
  );
  const [knownEpoch, setKnownEpoch] = useState<string | null>(null);
  const me = useMe(identity, (known) => known);

  useEffect(() => {
    if (epoch === null || epoch === knownEpoch) return;
    setKnownEpoch(epoch);
    if (knownEpoch !== null) void queryClient.invalidateQueries({ queryKey: ['me', identity.eventId] });
  }, [epoch, knownEpoch, identity.eventId, queryClient]);

  useEffect(() => {
    // Of another run: a cache showed one of the two too early, and the next change brings them together.
    if (outbox === null || me === undefined || me.run !== run) return;
    outbox.reconcile(
      new Map([
        ...me.responses.map(({ activityId, seq }) => [responseKey(activityId), seq] as const),
        ...me.upvotes.map(({ entryId, seq }) => [upvoteKey(entryId), seq] as const),
      ]),
      me.cursor,
    );
  }, [outbox, me, run]);
}

/** All phones hear of new points at once and ask for their own at a random moment within this time. */
const STANDING_SPREAD_MS = 5_000;

/** Asks about the person once more when the leaderboard is newer than what is known of them. */
function useStandingNews(identity: Identity): void {
  const { loop } = useLiveContext();
  const queryClient = useQueryClient();
  const board = useEntity('leaderboard', identity.eventId);
  const isKnown = useMe(identity, () => true) === true;
  useEffect(() => {
    if (board === undefined || !isKnown) return;
    const key = meKey(identity);
    const known = queryClient.getQueryData<Me>(key)?.cursor ?? null;
    if (holds(known, loop.getSnapshot().cursor)) return;
    const timer = setTimeout(
      () => void queryClient.invalidateQueries({ queryKey: key }),
      Math.random() * STANDING_SPREAD_MS,
    );
    return () => clearTimeout(timer);
  }, [board, isKnown, identity, loop, queryClient]);
}

/** A write that was refused because the host removed this person: asks the server, whose word holds until they are back. */
function useRemovalNews(identity: Identity, outbox: Outbox | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (outbox === null) return;
    // Of an earlier visit: the person is asked about on coming anyway.
    let known = lastBan(outbox);
    return outbox.subscribe(() => {
      const last = lastBan(outbox);
      if (last > known) void queryClient.invalidateQueries({ queryKey: meKey(identity) });
      known = last;
    });
  }, [outbox, identity, queryClient]);
}

function lastBan(outbox: Outbox): number {
  const bans = [...outbox.getSnapshot().acts.values()].filter(
    ({ state }) => state.status === 'refused' && state.code === 'participant_banned',
  );
  return Math.max(0, ...bans.map(({ seq }) => seq));
}
