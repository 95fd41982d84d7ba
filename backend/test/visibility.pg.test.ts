/** [W5] [A3] Who may know what, and when: all four feeds after every step of an activity's life, for each rule there is. */
import { RESULT_VISIBILITIES, type ResultVisibility } from '@plenum/protocol';
import { applyAnswer, emptyFeed, type FeedState } from '@plenum/protocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { type FeedPath, getFeed, HOST_KEY, hostAt, join, startApiHere, vote } from './api.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

/** What must not be heard too early, and never outside the control room. */
const SECRETS = { title: 'TITLE', label: 'LABEL', explanation: 'EXPLANATION', hostNotes: 'NOTES' } as const;

/** Follows one feed as a client does, and remembers every byte that ever came. */
function follow(eventId: string, path: FeedPath, token?: string) {
  let state: FeedState = emptyFeed;
  let heard = '';
  return {
    heard: () => heard,
    /** Catches up to at least `cursor`: first in deltas, then compares with a fresh snapshot (F5). */
    async at(cursor: string) {
      if (state.cursor !== null) {
        // A cursor above what is published makes the process look at once.
        await getFeed(api.url, eventId, `?since=${cursor}`, path, token);
        const { text, body } = await getFeed(api.url, eventId, `?since=${state.cursor}`, path, token);
        heard += text;
        state = applyAnswer(state, body);
      }
      const { text, body } = await getFeed(api.url, eventId, `?at=${cursor}`, path, token);
      heard += text;
      if (state.cursor !== null) expect(applyAnswer(emptyFeed, body).entities, path).toEqual(state.entities);
      state = applyAnswer(state, body);
      return {
        of: (type: string, id: string) =>
          state.entities.get(type)?.get(id) as Record<string, unknown> | undefined,
      };
    },
  };
}

/** Rule → after which steps the room sees the result. After a reveal everybody does, after hiding nobody. */
const ROOM_SEES: Record<ResultVisibility, { open: boolean; closed: boolean }> = {
  always: { open: true, closed: true },
  'after-close': { open: false, closed: true },
  'after-own-response': { open: false, closed: false },
  'host-only': { open: false, closed: false },
};

describe.each(RESULT_VISIBILITIES)('[W5] result %s', (visibility) => {
  test('from the draft to the reveal and back', async () => {
    const host = hostAt(api.url);
    const event = await host.createEvent();
    await host.event(event.id, 'start');
    const { token, cursor: joined } = await join(api.url, { code: event.code });
    const feeds = {
      room: follow(event.id, 'feed'),
      screen: follow(event.id, 'screen/feed', await host.screenToken(event.id)),
      host: follow(event.id, 'host/feed', HOST_KEY),
    };
    for (const feed of Object.values(feeds)) await feed.at(joined);

    const { id, cursor: created } = (await host.createActivity(event.id, {
      title: SECRETS.title,
      settings: {
        options: ['a', 'b'].map((option) => ({ id: option, label: `${SECRETS.label} ${option}` })),
      },
      resultVisibility: visibility,
      correct: { optionId: 'b' },
      explanation: SECRETS.explanation,
      hostNotes: SECRETS.hostNotes,
    })) as { id: string; cursor: string };
    const look = async (cursor: string) => ({
      room: await feeds.room.at(cursor),
      screen: await feeds.screen.at(cursor),
      host: await feeds.host.at(cursor),
    });
    /** The public feeds agree; the host's own always shows the result. */
    const expectResult = (seen: Awaited<ReturnType<typeof look>>, isVisible: boolean, body: object) => {
      for (const feed of [seen.room, seen.screen]) {
        expect(feed.of('result', id)).toEqual(isVisible ? body : undefined);
        expect(feed.of('turnout', id), 'turnout is public').toEqual({ responses: 1 });
        expect(feed.of('activity', id)).toMatchObject({ title: SECRETS.title });
      }
      expect(seen.host.of('result', id)).toEqual(body);
    };

    // Ready: the room does not know that it exists.
    let seen = await look(created);
    expect(seen.host.of('activity', id)).toMatchObject({
      state: 'ready',
      title: SECRETS.title,
      hostNotes: SECRETS.hostNotes,
    });
    for (const feed of [feeds.room, feeds.screen]) {
      for (const secret of [id, ...Object.values(SECRETS)]) expect(feed.heard()).not.toContain(secret);
    }
    expect(seen.screen.of('stage', event.id)).toEqual({ view: 'join', activityId: null });
    expect(seen.room.of('stage', event.id), 'the stage is the screen’s').toBeUndefined();

    // Open, one answer.
    await host.activity(event.id, id, 'open');
    const room = { eventId: event.id, activityId: id };
    const { body: ack } = await vote(api.url, room, token, 1, 'a');
    expect(ack.resultKey !== undefined, 'only this rule hands out a key').toBe(
      visibility === 'after-own-response',
    );
    seen = await look(ack.cursor);
    const open = { counts: { a: 1 }, responses: 1, final: false };
    expectResult(seen, ROOM_SEES[visibility].open, open);
    expect(seen.screen.of('stage', event.id)).toEqual({ view: 'activity', activityId: id });
    expect(seen.room.of('activity', id)).toMatchObject({ state: 'open', revealed: false });

    const own = follow(event.id, `results/${ack.resultKey}`);
    const ownResult = async (cursor: string) =>
      ack.resultKey === undefined ? undefined : (await own.at(cursor)).of('result', id);
    if (ack.resultKey !== undefined) expect(await ownResult(ack.cursor)).toEqual(open);

    // Closed.
    const final = { ...open, final: true };
    const { cursor: closed } = await host.activity(event.id, id, 'close');
    seen = await look(closed);
    expectResult(seen, ROOM_SEES[visibility].closed, final);
    if (ack.resultKey !== undefined) expect(await ownResult(closed)).toEqual(final);
    for (const feed of [feeds.room, feeds.screen, own]) {
      for (const secret of [SECRETS.explanation, SECRETS.hostNotes, '"correct"'])
        expect(feed.heard()).not.toContain(secret);
    }

    // Revealed: result, correct answer and explanation, for all.
    const { cursor: revealed } = await host.activity(event.id, id, 'reveal');
    seen = await look(revealed);
    expectResult(seen, true, final);
    expect(seen.room.of('activity', id)).toMatchObject({
      revealed: true,
      correct: { optionId: 'b' },
      explanation: SECRETS.explanation,
    });

    // Hidden: gone again, for those with the key too.
    const { cursor: hidden } = await host.activity(event.id, id, 'hide');
    seen = await look(hidden);
    expectResult(seen, false, final);
    expect(Object.keys(seen.room.of('activity', id) as object)).not.toContain('correct');
    expect(await ownResult(hidden)).toBeUndefined();

    for (const feed of [feeds.room, feeds.screen, own])
      expect(feed.heard(), 'notes stay with the host').not.toContain(SECRETS.hostNotes);
  });
});

test('[W5] an activity that is deleted before it opened leaves no trace; a deleted open one leaves a null', async () => {
  const host = hostAt(api.url);
  const room = await host.openRoom();
  const never = await host.createActivity(room.eventId, { title: SECRETS.title });
  const feed = follow(room.eventId, 'feed');
  await feed.at((never as { cursor?: string }).cursor as string);
  for (const id of [never.id, room.activityId]) {
    const { status } = await fetch(`${api.url}/v1/events/${room.eventId}/activities/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${HOST_KEY}` },
    });
    expect(status).toBe(204);
  }
  const token = (await join(api.url, { code: room.code })).cursor;
  const seen = await feed.at(token);
  expect(seen.of('activity', room.activityId)).toBeUndefined();
  expect(feed.heard()).toContain(`["activity","${room.activityId}",null]`);
  expect(feed.heard()).not.toContain(never.id);
});

test('[W5] a result key of another event, of a restarted run, or made up opens nothing', async () => {
  const host = hostAt(api.url);
  const room = await host.openRoom({ resultVisibility: 'after-own-response' });
  const other = await host.openRoom();
  const { token } = await join(api.url, { code: room.code });
  const { resultKey } = (await vote(api.url, room, token, 1, 'a')).body;
  const open = (eventId: string, key: string) => getFeed(api.url, eventId, '', `results/${key}`);
  expect((await open(room.eventId, resultKey as string)).status).toBe(200);
  expect(await open(other.eventId, resultKey as string)).toMatchObject({
    status: 404,
    body: { code: 'result_not_found' },
  });
  expect(await open(room.eventId, 'a'.repeat(32))).toMatchObject({
    status: 404,
    body: { code: 'result_not_found' },
  });
  await host.event(room.eventId, 'reset');
  await new Promise((wake) => setTimeout(wake, 400));
  expect(await open(room.eventId, resultKey as string)).toMatchObject({
    status: 404,
    body: { code: 'result_not_found' },
  });
});
