/** The words of a story about one room: who joins, who follows it by the rules, what everybody sees, where its history stands. */
import { type FeedAnswer, parseCursor, type ResultEntity } from '@plenum/protocol';
import { applyAnswer, emptyFeed, type FeedState } from '@plenum/protocol/client';
import { expect } from 'vitest';
import type { Sql } from '#/feed/index.ts';
import { getFeed, type hostAt, join } from './api.ts';

/** A live event with one open activity. */
export type Room = Awaited<ReturnType<ReturnType<typeof hostAt>['openRoom']>>;

/** `count` people join, through each of the processes in turn. @returns their tokens. */
export const people = (room: Room, count: number, ...urls: readonly string[]): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const { token } = await join(urls[n % urls.length] as string, { code: room.code });
      return token;
    }),
  );

/** What a newcomer sees; with a cursor, as soon as the process has come that far. */
export async function stateAt(url: string, room: Room, cursor?: string): Promise<FeedState> {
  const { body, text } = await getFeed(url, room.eventId, cursor ? `?at=${cursor}` : '');
  expect(body.kind, text).toBe('snapshot');
  return applyAnswer(emptyFeed, body);
}

export const resultIn = (state: FeedState, room: Room) =>
  state.entities.get('result')?.get(room.activityId) as ResultEntity | undefined;

/** A client that asks whoever the test says, follows W1, and complains when it is taken back. */
export function aFollower(room: Room) {
  let state = emptyFeed;
  const cursors: string[] = [];
  const epochOf = (cursor: string) => parseCursor(cursor)?.epoch;
  /** What it would ask next. */
  const query = () =>
    state.awaiting ? `?at=${state.awaiting.cursor}` : state.cursor ? `?since=${state.cursor}` : '';
  function take(answer: FeedAnswer): void {
    const before = parseCursor(state.cursor ?? '');
    state = applyAnswer(state, answer);
    const after = parseCursor(state.cursor ?? '');
    if (before && after && before.epoch === after.epoch) {
      expect(after.version, '[W6] never backwards').toBeGreaterThanOrEqual(before.version);
    }
    if (state.cursor !== null && cursors.at(-1) !== state.cursor) cursors.push(state.cursor);
  }
  return {
    get state() {
      return state;
    },
    /** Where it has stood, in order. */
    cursors,
    /** Histories it has followed, in order. */
    epochs: () => cursors.map(epochOf).filter((epoch, n, all) => epoch !== all[n - 1]),
    query,
    take,
    async poll(url: string, asked = query()) {
      const reply = await getFeed(url, room.eventId, asked);
      expect(reply.status, reply.text).toBe(200);
      take(reply.body);
      return reply;
    },
  };
}

/** How often a process has raised an alarm about the history of an event. */
export async function alarms(url: string, what: 'rewound' | 'future'): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`plenum_feed_alarms_total\\{what="${what}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

/** Where the event stands in the database. */
export async function headOf(sql: Sql, { eventId }: Room): Promise<{ epoch: string; version: number }> {
  const { rows } = await sql.query<{ epoch: string; version: number }>(
    'select epoch, version::int from event_head where event_id = $1',
    [eventId],
  );
  return rows[0] as { epoch: string; version: number };
}
