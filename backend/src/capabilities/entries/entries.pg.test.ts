/** Entries through the public door: texts of answers, moderated, shown in a window, upvoted exactly once by each. */
import type { ActivityResource, EntryResource, Me, UpvoteAck } from '@plenum/protocol';
import { applyAnswer, emptyFeed } from '@plenum/protocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import {
  call,
  type FeedPath,
  getFeed,
  HOST_KEY,
  hostAt,
  join,
  respond,
  startApi,
  startApiHere,
} from '../../../test/api.ts';

let database: TestDatabase;
let here: Awaited<ReturnType<typeof startApiHere>>;
let there: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  database = await cloneDatabase();
  here = await startApiHere(database.url);
  there = await startApi(database.url);
});
afterAll(async () => {
  await Promise.all([here.stop(), there.kill('SIGTERM')]);
  await database.drop();
});

type Entity = Record<string, unknown>;

/** A live event with an open wall. */
async function aWall({
  moderation = 'off',
  visibility = 'always',
  settings = { texts: 3 },
  event: more = {},
}: {
  moderation?: string;
  visibility?: ActivityResource['resultVisibility'];
  settings?: object;
  event?: object;
} = {}) {
  const host = hostAt(here.url);
  const event = await host.createEvent({ settings: { moderation, ...more } });
  await host.event(event.id, 'start');
  const { id } = await host.createActivity(event.id, {
    kind: 'open-text',
    settings,
    resultVisibility: visibility,
  });
  await host.activity(event.id, id, 'open');
  const room = { eventId: event.id, activityId: id };
  const path = `/${event.id}/activities/${id}/entries`;
  return {
    host,
    room,
    code: event.code,
    async person(nickname?: string) {
      const { token } = await join(here.url, { code: event.code, ...(nickname && { nickname }) });
      let seq = 0;
      return {
        token,
        writes: (...texts: string[]) => respond(here.url, room, token, ++seq, { texts }),
        takesBack: () =>
          call('DELETE', `${here.url}/v1/events/${event.id}/activities/${id}/response?seq=${++seq}`, {
            token,
          }),
        me: async () => (await call<Me>('GET', `${here.url}/v1/events/${event.id}/me`, { token })).body,
        upvotes: (entryId: string, upSeq: number, url = here.url) =>
          call<UpvoteAck & { code?: string }>('PUT', `${url}/v1/events${path}/${entryId}/upvote`, {
            token,
            body: { seq: upSeq },
          }),
        unvotes: (entryId: string, upSeq: number, url = here.url) =>
          call<UpvoteAck>('DELETE', `${url}/v1/events${path}/${entryId}/upvote?seq=${upSeq}`, { token }),
      };
    },
    moderate: (entryId: string, status: string) =>
      call<EntryResource & { code?: string }>('PATCH', `${here.url}/v1/events${path}/${entryId}`, {
        token: HOST_KEY,
        body: { status },
      }),
    list: async (after = '') =>
      (
        await call<{ items: EntryResource[]; nextCursor: string | null }>(
          'GET',
          `${here.url}/v1/events${path}${after}`,
          {
            token: HOST_KEY,
          },
        )
      ).body,
    /** Texts and scores as that audience sees them now, in the other process. */
    async sees(feed: FeedPath, token?: string) {
      const { rows } = await here.database.pool.query(
        `select epoch || '.' || version as cursor from event_head where event_id = $1`,
        [event.id],
      );
      const { body, text } = await getFeed(there.url, event.id, `?at=${rows[0].cursor}`, feed, token);
      expect(body.kind, text).toBe('snapshot');
      const state = applyAnswer(emptyFeed, body);
      const entries = (state.entities.get('entry') ?? new Map()) as Map<string, Entity>;
      const scores = (state.entities.get('score') ?? new Map()) as Map<string, Entity>;
      return {
        bytes: text,
        entries,
        texts: [...entries.values()].map(({ text }) => text as string).sort(),
        scoreOf: (words: string) => {
          const id = [...entries].find(([, { text }]) => text === words)?.[0] as string;
          return scores.get(id)?.score;
        },
        idOf: (words: string) => [...entries].find(([, { text }]) => text === words)?.[0] as string,
      };
    },
  };
}

describe('[A2] texts are entries', () => {
  test('what stays keeps its entry, what goes is withdrawn, what is new begins anew; the tally counts people', async () => {
    const wall = await aWall();
    const one = await wall.person();
    await one.writes('trees', 'benches');
    const before = await wall.sees('feed');
    expect(before.texts).toEqual(['benches', 'trees']);
    await one.writes('trees', 'water');
    const after = await wall.sees('feed');
    expect(after.texts).toEqual(['trees', 'water']);
    expect(after.idOf('trees')).toBe(before.idOf('trees'));
    expect((await one.me()).entries.map(({ text, status }) => [text, status]).sort()).toEqual([
      ['trees', 'approved'],
      ['water', 'approved'],
    ]);
    await one.takesBack();
    expect((await wall.sees('feed')).texts).toEqual([]);
    expect((await wall.list()).items.map(({ status }) => status)).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('the room learns nothing of who wrote, unless the event shows names', async () => {
    const quiet = await aWall();
    const one = await quiet.person('Quiet Otter');
    await one.writes('trees');
    const { participant } = await one.me();
    const { bytes } = await quiet.sees('feed');
    expect(bytes).not.toMatch(new RegExp(`${participant.id}|Otter`));
    const named = await aWall({ event: { answers: 'named' } });
    await (await named.person('Quiet Otter')).writes('trees');
    expect([...(await named.sees('feed')).entries.values()]).toMatchObject([{ author: 'Quiet Otter' }]);
  });

  test.each(['always', 'after-close', 'after-own-response', 'host-only'] as const)(
    '[A3] result %s: texts are seen by whom the result is seen by, and gone when it is hidden',
    async (visibility) => {
      const wall = await aWall({ visibility });
      const one = await wall.person();
      const { resultKey } = (await one.writes('trees')).body as { resultKey?: string };
      const screen = await wall.host.screenToken(wall.room.eventId);
      const roomSees = async () => [
        (await wall.sees('feed')).texts,
        (await wall.sees('screen/feed', screen)).texts,
      ];
      const all = [['trees'], ['trees']];
      const none = [[], []];
      expect(await roomSees()).toEqual(visibility === 'always' ? all : none);
      if (visibility === 'after-own-response')
        expect((await wall.sees(`results/${resultKey}`)).texts).toEqual(['trees']);
      expect((await wall.sees('host/feed', HOST_KEY)).texts).toEqual(['trees']);
      await wall.host.activity(wall.room.eventId, wall.room.activityId, 'close');
      expect(await roomSees()).toEqual(visibility === 'always' || visibility === 'after-close' ? all : none);
      await wall.host.activity(wall.room.eventId, wall.room.activityId, 'reveal');
      expect(await roomSees()).toEqual(all);
      await wall.host.activity(wall.room.eventId, wall.room.activityId, 'hide');
      expect(await roomSees()).toEqual(none);
      expect((await wall.sees('host/feed', HOST_KEY)).texts).toEqual(['trees']);
    },
  );
});

describe('moderation', () => {
  test('before: the room sees nothing until a host approves; set aside it is gone again; a new text waits anew', async () => {
    const wall = await aWall({ moderation: 'before' });
    const one = await wall.person();
    await one.writes('trees');
    expect((await wall.sees('feed')).texts).toEqual([]);
    expect((await one.me()).entries).toMatchObject([{ text: 'trees', status: 'pending' }]);
    const queue = await wall.sees('host/feed', HOST_KEY);
    const id = queue.idOf('trees');
    expect(queue.entries.get(id)).toMatchObject({ status: 'pending' });
    expect((await wall.moderate(id, 'approved')).body).toMatchObject({ status: 'approved' });
    expect((await wall.sees('feed')).texts).toEqual(['trees']);
    expect((await wall.moderate(id, 'dismissed')).status).toBe(200);
    expect((await wall.sees('feed')).texts).toEqual([]);
    await one.writes('trees', 'water');
    expect(
      (await one.me()).entries.map(({ status }) => status).sort(),
      'what was set aside stays so',
    ).toEqual(['dismissed', 'pending']);
  });

  test('what its author took back cannot be approved', async () => {
    const wall = await aWall({ moderation: 'before' });
    const one = await wall.person();
    await one.writes('trees');
    const id = (await wall.sees('host/feed', HOST_KEY)).idOf('trees');
    await one.takesBack();
    expect((await wall.moderate(id, 'approved')).body.code).toBe('entry_not_found');
  });
});

describe('[A5] upvotes', () => {
  test('one per person, whatever is sent again, late or through which process; the newest seq wins', async () => {
    const wall = await aWall();
    await (await wall.person()).writes('trees');
    const id = (await wall.sees('feed')).idOf('trees');
    const fans = await Promise.all(Array.from({ length: 12 }, () => wall.person()));
    await Promise.all(
      fans.flatMap((fan, n) => [
        fan.upvotes(id, 1, n % 2 ? here.url : there.url),
        fan.upvotes(id, 1, n % 2 ? there.url : here.url),
      ]),
    );
    expect((await wall.sees('feed')).scoreOf('trees')).toBe(12);
    const [first, second] = fans as [(typeof fans)[0], (typeof fans)[0]];
    expect((await first.unvotes(id, 2)).body).toMatchObject({ status: 'withdrawn', answer: null });
    expect((await first.upvotes(id, 1)).body, 'a late replay').toMatchObject({
      status: 'superseded',
      answer: null,
    });
    expect((await second.unvotes(id, 1)).status, 'another meaning under the same seq').toBe(409);
    const { rows } = await here.database.pool.query(
      'select count(*)::int as upvoters from entry_upvote where event_id = $1 and entry_id = $2 and upvoted',
      [wall.room.eventId, id],
    );
    expect((await wall.sees('feed')).scoreOf('trees')).toBe(rows[0].upvoters);
    expect(rows[0].upvoters).toBe(11);
    expect((await second.me()).upvotes).toEqual([{ entryId: id, upvoted: true, seq: 1 }]);
  });

  test('what the room does not see cannot be upvoted', async () => {
    const wall = await aWall({ moderation: 'before' });
    const one = await wall.person();
    await one.writes('trees');
    const id = (await wall.sees('host/feed', HOST_KEY)).idOf('trees');
    expect((await one.upvotes(id, 1)).body.code).toBe('entry_not_found');
  });

  test.each(['always', 'after-close', 'after-own-response', 'host-only'] as const)(
    '[W5] result %s: only who sees a text can upvote it, and what was counted stays so',
    async (visibility) => {
      const wall = await aWall({ visibility });
      const [author, answered, onlooker] = await Promise.all([wall.person(), wall.person(), wall.person()]);
      await author.writes('trees');
      await answered.writes('water');
      const id = (await wall.sees('host/feed', HOST_KEY)).idOf('trees');
      const codes = async (seq: number) => [
        (await answered.upvotes(id, seq)).body.code,
        (await onlooker.upvotes(id, seq)).body.code,
      ];
      const no = 'entry_not_found';
      const open = { always: [undefined, undefined], 'after-own-response': [undefined, no] };
      expect(await codes(1)).toEqual(open[visibility as 'always'] ?? [no, no]);
      if (visibility === 'after-own-response') {
        await answered.takesBack();
        expect(await codes(2), 'who took the answer back').toEqual([no, no]);
        await answered.writes('water');
        expect(await codes(3)).toEqual([undefined, no]);
      }
      await wall.host.activity(wall.room.eventId, wall.room.activityId, 'reveal');
      expect(await codes(4)).toEqual([undefined, undefined]);
      await wall.host.activity(wall.room.eventId, wall.room.activityId, 'hide');
      expect(await codes(5)).toEqual([no, no]);
      expect((await answered.upvotes(id, 4)).body, 'the retry').toMatchObject({ status: 'saved' });
      expect((await answered.unvotes(id, 6)).body, 'taking back is always possible').toMatchObject({
        status: 'withdrawn',
      });
      expect((await wall.sees('host/feed', HOST_KEY)).scoreOf('trees')).toBe(1);
    },
  );

  test('an entry stands under its own activity and no other', async () => {
    const wall = await aWall();
    await (await wall.person()).writes('trees');
    const id = (await wall.sees('feed')).idOf('trees');
    const fan = await wall.person();
    await fan.upvotes(id, 1);
    const other = await wall.host.createActivity(wall.room.eventId, { kind: 'open-text', settings: {} });
    const path = `${here.url}/v1/events/${wall.room.eventId}/activities/${other.id}/entries/${id}/upvote`;
    for (const seq of [1, 2]) {
      const request = { token: fan.token, body: { seq } };
      expect((await call('PUT', path, request)).body).toMatchObject({ code: 'entry_not_found' });
      expect((await call('DELETE', `${path}?seq=${seq}`, { token: fan.token })).body).toMatchObject({
        code: 'entry_not_found',
      });
    }
    expect((await wall.sees('feed')).scoreOf('trees')).toBe(1);
  });

  test('[A5] removing somebody takes their upvotes and texts back and leaves the counts exact', async () => {
    const wall = await aWall();
    const [author, fan, rude] = await Promise.all([wall.person(), wall.person(), wall.person()]);
    await author.writes('trees');
    await rude.writes('rubbish');
    const wallNow = await wall.sees('feed');
    for (const who of [fan, rude]) {
      await who.upvotes(wallNow.idOf('trees'), 1);
      await who.upvotes(wallNow.idOf('rubbish'), 1);
    }
    const { participant } = await rude.me();
    await wall.host.act('POST', `/${wall.room.eventId}/participants/${participant.id}/remove`, {});
    const after = await wall.sees('feed');
    expect([after.texts, after.scoreOf('trees')]).toEqual([['trees'], 1]);
    expect((await rude.writes('again')).body).toMatchObject({ code: 'participant_banned' });
  });
});

describe('[W16] the window', () => {
  test('the room’s feed holds the 100 best; what leaves it is a null; hosts page through all', async () => {
    const wall = await aWall({ settings: { texts: 5 } });
    const people = await Promise.all(Array.from({ length: 26 }, () => wall.person()));
    await Promise.all(people.map((one, n) => one.writes(...[1, 2, 3, 4, 5].map((k) => `text ${n} ${k}`))));
    const full = await wall.sees('feed');
    expect(full.texts).toHaveLength(100);
    const [loved] = full.entries.keys() as unknown as [string];
    await (people[0] as (typeof people)[0]).upvotes(loved, 1);
    const late = await wall.person();
    await late.writes('a', 'b', 'c', 'd', 'e');
    await expect
      .poll(async () => (await wall.sees('feed')).texts, { timeout: 8_000 })
      .toEqual(expect.arrayContaining(['a', 'b', 'c', 'd', 'e']));
    const then = await wall.sees('feed');
    expect(then.texts).toHaveLength(100);
    expect(then.entries.has(loved), 'the best stays').toBe(true);
    const first = await wall.list();
    const second = await wall.list(`?after=${first.nextCursor}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([100, 35, null]);
    const ids = new Set([...first.items, ...second.items].map(({ id }) => id));
    expect(ids.size).toBe(135);
  });

  test('in between newcomers take only free places; what is taken back leaves at once; a close lets in who is left', async () => {
    const wall = await aWall({ settings: { texts: 5 } });
    const write = async (name: string, people: number) => {
      const authors = await Promise.all(Array.from({ length: people }, () => wall.person()));
      await Promise.all(
        authors.map((one, n) => one.writes(...[1, 2, 3, 4, 5].map((k) => `${name} ${n} ${k}`))),
      );
      return authors;
    };
    const newcomers = async () =>
      (await wall.sees('feed')).texts.filter((text) => text.startsWith('new')).length;
    const [first] = await write('old', 20);
    // As if the two seconds were an hour.
    await here.database.pool.query(
      `update entry_window set chosen_at = clock_timestamp() + interval '1 hour' where event_id = $1`,
      [wall.room.eventId],
    );
    await write('new', 16);
    expect(await newcomers()).toBe(0);
    await first?.takesBack();
    expect((await wall.sees('feed')).texts.filter((text) => text.startsWith('old 0 '))).toEqual([]);
    expect(await newcomers(), 'in the places that became free').toBe(5);
    await wall.host.activity(wall.room.eventId, wall.room.activityId, 'close');
    expect(await newcomers()).toBe(80);
  });

  test('[W16] who waits for a place gets it without anybody writing', async () => {
    const wall = await aWall({ settings: { texts: 5 } });
    const authors = await Promise.all(Array.from({ length: 32 }, () => wall.person()));
    const write = (name: string, from: number, to: number) =>
      Promise.all(
        authors
          .slice(from, to)
          .map((one, n) => one.writes(...[1, 2, 3, 4, 5].map((k) => `${name} ${n} ${k}`))),
      );
    await write('old', 0, 20);
    await write('new', 20, 32);
    await expect
      .poll(async () => (await wall.sees('feed')).texts.filter((text) => text.startsWith('new')).length, {
        timeout: 12_000,
      })
      .toBe(60);
  });
});
