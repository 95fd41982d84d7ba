/** [A1] [A5] [W5] What holds for every kind there is, through the public door: counts are sums, and nobody hears anything too early. */
import { createHash } from 'node:crypto';
import { ACTIVITY_KINDS, type ActivityKind, kindSchemas, type Me, type ResultEntity } from '@plenum/protocol';
import { applyAnswer, emptyFeed } from '@plenum/protocol/client';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arbitraryActivity } from '#/capabilities/activities/kinds/arbitraries.ts';
import { kindOf } from '#/capabilities/activities/kinds/index.ts';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { call, getFeed, hostAt, join, respond, startApi, startApiHere } from './api.ts';

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

const SEED = Number(process.env.KINDS_SEED ?? 4);
const PEOPLE = 6;
const ACTS = 24;

type Act = { who: number; answer: unknown; takesBack: boolean };

/** A random activity of the kind, and what six people do to it. */
const stories = (kind: ActivityKind) =>
  fc.sample(
    arbitraryActivity(kind).chain((activity) =>
      fc.record({
        activity: fc.constant(activity),
        acts: fc.array(
          fc.record({
            who: fc.nat(PEOPLE - 1),
            answer: activity.answers,
            takesBack: fc.boolean(),
          }),
          { minLength: ACTS, maxLength: ACTS },
        ) as fc.Arbitrary<Act[]>,
      }),
    ),
    { numRuns: 2, seed: SEED },
  );

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((one, two) => one + two, 0);

describe.each(ACTIVITY_KINDS)('%s', (kind) => {
  test.each(stories(kind).map((story, n) => [n, story] as const))(
    '[A1] [A5] random answers, changes and withdrawals over two processes: the tally is the sum over what is stored (%s)',
    async (_n, { activity, acts }) => {
      const host = hostAt(here.url);
      const event = await host.createEvent({ settings: { moderation: 'off' } });
      await host.event(event.id, 'start');
      const created = await host.createActivity(event.id, {
        kind,
        settings: activity.input,
        resultVisibility: 'always',
      });
      await host.activity(event.id, created.id, 'open', { opensInMs: 0, closesInMs: 600_000 });
      const room = { eventId: event.id, activityId: created.id };
      const people = await Promise.all(
        Array.from({ length: PEOPLE }, () => join(here.url, { code: event.code })),
      );

      // Each person's acts in their order, people among each other as it happens.
      await Promise.all(
        people.map(async ({ token }, who) => {
          const mine = acts.filter((act) => act.who === who).slice(0, 9);
          for (const [n, { answer, takesBack }] of mine.entries()) {
            const url = n % 2 ? here.url : there.url;
            const seq = n + 1;
            const reply =
              takesBack && n % 3 === 2
                ? await call(
                    'DELETE',
                    `${url}/v1/events/${event.id}/activities/${created.id}/response?seq=${seq}`,
                    { token },
                  )
                : await respond(url, room, token, seq, answer);
            expect(reply.status, reply.text).toBe(200);
          }
        }),
      );

      const mine = await Promise.all(
        people.map(({ token }) => call<Me>('GET', `${here.url}/v1/events/${event.id}/me`, { token })),
      );
      const answers = mine.flatMap(({ body }) => body.responses.flatMap(({ answer }) => answer ?? []));
      // Ids may be named like anything, also like what every object has.
      const expected: Record<string, number> = Object.create(null);
      for (const answer of answers) {
        for (const [bucket, weight] of Object.entries(
          kindOf(kind).contributions(activity.settings, answer),
        )) {
          expected[bucket] = (expected[bucket] ?? 0) + weight;
        }
      }
      const tally = async () => {
        const { rows } = await here.database.pool.query<{ bucket: string; weight: string }>(
          'select bucket, weight from tally where event_id = $1 and activity_id = $2 and weight <> 0',
          [event.id, created.id],
        );
        return Object.fromEntries(rows.map(({ bucket, weight }) => [bucket, Number(weight)]));
      };
      expect(await tally()).toEqual(expected);

      const { cursor, integrity } = (await host.activity(event.id, created.id, 'close')) as unknown as {
        cursor: string;
        integrity: { responses: number; hash: string };
      };
      const { body } = await getFeed(there.url, event.id, `?at=${cursor}`);
      const result = applyAnswer(emptyFeed, body).entities.get('result')?.get(created.id) as ResultEntity;
      expect(result).toMatchObject({ responses: answers.length, final: true });
      const hidden = activityHides(kind, activity.settings, answers);
      if (!hidden) expect(sum(result.counts) + (result.other ?? 0)).toBe(sum(expected));

      // [A5] The hash of the closing transaction, computed again by hand.
      const { rows } = await here.database.pool.query<{ id: string; nonce: string; answer: string }>(
        'select id, nonce, answer from response where event_id = $1 and activity_id = $2 and answer is not null order by id',
        [event.id, created.id],
      );
      const bytes = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
      const leaves = rows.map(({ id, nonce, answer }) => {
        expect(canonicalize(JSON.parse(answer))).toBe(answer);
        return createHash('sha256').update(bytes(id)).update(bytes(nonce)).update(answer).digest();
      });
      expect(integrity).toEqual({
        responses: answers.length,
        hash: createHash('sha256').update(Buffer.concat(leaves)).digest('hex'),
      });
    },
    60_000,
  );

  test('[W5] before it is opened nobody hears of it, before the reveal nobody hears what is right or what others said', async () => {
    const [{ activity }] = stories(kind) as [ReturnType<typeof stories>[number]];
    const host = hostAt(here.url);
    const event = await host.createEvent({ settings: { moderation: 'off' } });
    await host.event(event.id, 'start');
    const { token } = await join(here.url, { code: event.code });
    const [answer] = fc.sample(activity.answers, { numRuns: 1, seed: SEED });
    const example = exampleOf(kind);
    const { correct } = example;
    const created = await host.createActivity(event.id, {
      kind,
      title: 'TITLE',
      settings: correct === undefined ? activity.input : example.settings,
      ...(correct !== undefined && { correct, explanation: 'EXPLANATION' }),
      hostNotes: 'NOTES',
      resultVisibility: 'host-only',
    });
    const screen = await host.screenToken(event.id);
    let heard = '';
    const listen = async (cursor: string) => {
      for (const [path, bearer] of [
        ['feed', undefined],
        ['screen/feed', screen],
      ] as const) {
        for (const query of [`?at=${cursor}`, `?since=${cursor}`])
          heard += (await getFeed(here.url, event.id, query, path, bearer)).text;
      }
      heard += (await call('GET', `${here.url}/v1/events/${event.id}/me`, { token })).text;
      return heard;
    };
    expect(await listen((created as { cursor?: string }).cursor as string)).not.toMatch(
      new RegExp(`TITLE|${created.id}|EXPLANATION|NOTES`),
    );

    const opened = await host.activity(event.id, created.id, 'open', { opensInMs: 0 });
    heard = '';
    await listen(opened.cursor);
    expect(heard).toContain('TITLE');
    const room = { eventId: event.id, activityId: created.id };
    const said = correct === undefined ? answer : example.answer;
    const voted = await respond(here.url, room, token, 1, said);
    expect(voted.status, voted.text).toBe(200);
    heard = '';
    const { cursor } = await host.activity(event.id, created.id, 'close');
    await listen(voted.body.cursor);
    await listen(cursor);
    const spoken = heard.replaceAll(/"responses":\[.*?\],"entries":\[.*?\]/g, '');
    expect(spoken).not.toMatch(
      /EXPLANATION|NOTES|"correct"|"entry"|"result"|"counts"|"leaderboard"|"isRight"/,
    );
    expect(spoken).toContain('["turnout"');

    const revealed = await host.activity(event.id, created.id, 'reveal');
    heard = '';
    await listen(revealed.cursor);
    expect(heard).toContain('"counts"');
    if (correct !== undefined) expect(heard).toContain('EXPLANATION');
    expect(heard).not.toContain('NOTES');
  }, 60_000);
});

function exampleOf(kind: ActivityKind) {
  const { activity, answer } = kindSchemas[kind].example as {
    activity: { settings: unknown; correct?: unknown };
    answer: unknown;
  };
  return { ...activity, answer };
}

function activityHides(kind: ActivityKind, settings: unknown, answers: unknown[]): boolean {
  return answers.some((answer) => (kindOf(kind).hides?.(settings, answer) ?? []).length > 0);
}
