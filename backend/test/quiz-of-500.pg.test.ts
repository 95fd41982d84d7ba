/**
 * A quiz of 500, on two processes: some come late, some reload, some go on in another browser with their personal code, all poll every 3 s and
 * answer when their phone shows the question. The leaderboard is computed again here, from the stored responses, by its own sums.
 */
import type {
  ActivityEntity,
  ActivityResource,
  FeedAnswer,
  Leaderboard,
  LeaderboardEntity,
  Me,
} from '@plenum/protocol';
import { applyAnswer, emptyFeed, type FeedState } from '@plenum/protocol/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { call, HOST_KEY, hostAt, join, respond, startApi } from './api.ts';

const PLAYERS = 500;
/** The sums below are written for six. */
const SECONDS = 6;
const QUESTIONS = [
  { points: 'speed', isDouble: false },
  { points: 'none', isDouble: false },
  { points: 'speed', isDouble: true },
  { points: 'flat', isDouble: false },
] as const;
const OPTIONS = ['a', 'b', 'c', 'd'];
const LEAD_MS = 3_500;
const POLL_MS = 3_000;

let database: TestDatabase;
let urls: string[];
const processes: Awaited<ReturnType<typeof startApi>>[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  // Five hundred phones behind one address.
  processes.push(await startApi(database.url), await startApi(database.url));
  urls = processes.map(({ url }) => url);
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.kill('SIGTERM')));
  await database.drop();
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Repeatable dice: the same seed, the same quiz. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

interface Player {
  token: string;
  participantId: string;
  readonly n: number;
}

test('the leaderboard of 500 players is what the stored responses say, for the room, for hosts and in everybody’s /me', async () => {
  const roll = dice(20_261);
  const [one, two] = urls as [string, string];
  const host = hostAt(one);
  const event = await host.createEvent({ settings: { nicknames: 'required' } });
  const questions: ActivityResource[] = [];
  for (const [n, settings] of QUESTIONS.entries()) {
    questions.push(
      await host.createActivity(event.id, {
        kind: 'quiz',
        title: `Question ${n + 1}`,
        settings: {
          ...settings,
          seconds: SECONDS,
          options: OPTIONS.map((id) => ({ id, label: `Answer ${id}` })),
        },
        correct: { optionIds: ['b'] },
        resultVisibility: 'host-only',
      }),
    );
  }
  await host.event(event.id, 'start');

  const players: Player[] = [];
  const come = async (n: number): Promise<void> => {
    const joinKey = `player-${String(n).padStart(24, '0')}`;
    const url = urls[n % 2] as string;
    const joined = await join(url, { code: event.code, nickname: `Player ${n % 480}`, joinKey });
    players.push({ n, token: joined.token, participantId: joined.participant.id });
  };
  const inTime = Math.round(PLAYERS * 0.9);
  for (let from = 0; from < inTime; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, inTime - from) }, (_, k) => come(from + k)));
  }

  /** A phone: polls every 3 s by the rules, and answers once it sees the question open, after thinking for a while. */
  async function plays(player: Player, question: ActivityResource, order: number): Promise<void> {
    const url = urls[(player.n + order) % 2] as string;
    let state: FeedState = emptyFeed;
    const thinks = roll() * (SECONDS * 1_000 - 800);
    const answers = roll() < 0.92;
    const picks = roll() < 0.55 ? 'b' : (OPTIONS[Math.floor(roll() * 4)] as string);
    const changes = roll() < 0.1;
    await sleep(roll() * POLL_MS);
    for (;;) {
      const query = state.cursor ? `?since=${state.cursor}` : '';
      const { body } = await call<FeedAnswer>('GET', `${url}/v1/events/${event.id}/feed${query}`);
      state = applyAnswer(state, body);
      const seen = state.entities.get('activity')?.get(question.id) as ActivityEntity | undefined;
      if (seen?.state === 'closed') return;
      if (seen?.state === 'open') {
        const now = (await call<{ nowMs: number }>('GET', `${url}/v1/time`)).body.nowMs;
        await sleep(Math.max(0, (seen.opensAt as number) - now) + thinks);
        if (!answers) return;
        const room = { eventId: event.id, activityId: question.id };
        const reply = await respond(url, room, player.token, 1, { optionIds: [picks] });
        // The last moment may be too late; then it is said, and counts nothing.
        expect([200, 409], reply.text).toContain(reply.status);
        if (changes) await respond(url, room, player.token, 2, { optionIds: ['c'] });
        return;
      }
      await sleep(POLL_MS);
    }
  }

  const reloads = async (player: Player): Promise<void> => {
    const url = urls[(player.n + 1) % 2] as string;
    const joinKey = `player-${String(player.n).padStart(24, '0')}`;
    if (player.n % 2) {
      const again = await join(url, { code: event.code, nickname: 'Somebody else', joinKey });
      expect(again.participant.id, 'a reload is the same person').toBe(player.participantId);
      player.token = again.token;
    } else {
      const { code } = (
        await call<{ code: string }>('POST', `${url}/v1/events/${event.id}/me/resume-code`, {
          token: player.token,
        })
      ).body;
      const there = await join(url, { code: event.code, resumeCode: code });
      expect(there.participant.id, 'another browser is the same person').toBe(player.participantId);
      player.token = there.token;
    }
  };

  for (const [order, question] of questions.entries()) {
    if (order === 2) {
      const late = Array.from({ length: PLAYERS - inTime }, (_, k) => inTime + k);
      await Promise.all(late.map(come));
    }
    const playing = players.map((player) => plays(player, question, order));
    await sleep(500);
    await hostAt(urls[order % 2] as string).activity(event.id, question.id, 'open', { opensInMs: LEAD_MS });
    await Promise.all(playing);
    // The countdown ends it, for all at the same moment, without anybody pressing.
    for (let state = ''; state !== 'closed'; await sleep(200)) {
      state = (await host.act<ActivityResource>('GET', `/${event.id}/activities/${question.id}`)).state;
    }
    await host.activity(event.id, question.id, 'reveal');
    await Promise.all(players.filter(({ n }) => n % 25 === order).map(reloads));
  }

  // The same sums, from what is stored, by other means.
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const { rows } = await pool.query<{
    participant: string;
    question: string;
    answer: string;
    ms: number;
  }>(
    `select r.participant_id as participant, r.activity_id as question, r.answer,
            (extract(epoch from r.updated_at) * 1000 - extract(epoch from a.opens_at) * 1000)::float8 as ms
       from response r join activity a on a.event_id = r.event_id and a.id = r.activity_id
      where r.event_id = $1 and r.answer is not null`,
    [event.id],
  );
  await pool.end();
  expect(rows.length).toBeGreaterThan(PLAYERS * 3);
  expect(
    rows.every(({ ms }) => ms >= 0 && ms <= SECONDS * 1_000),
    'nothing before the opening or after the end',
  ).toBe(true);
  const total = new Map<string, number>();
  const streak = new Map<string, number>();
  for (const [order, question] of questions.entries()) {
    const { points, isDouble } = QUESTIONS[order] as (typeof QUESTIONS)[number];
    if (points === 'none') continue;
    const given = rows.filter((row) => row.question === question.id);
    const next = new Map<string, number>();
    for (const { participant, answer, ms } of given) {
      const isRight = answer === '{"optionIds":["b"]}';
      const before = streak.get(participant) ?? 0;
      const base = points === 'flat' ? 1_000 : (12_000_000 - 1_000 * ms) / 12_000;
      const earned = isRight ? Math.round(base + 100 * Math.min(3, before)) * (isDouble ? 2 : 1) : 0;
      total.set(participant, (total.get(participant) ?? 0) + earned);
      next.set(participant, isRight ? before + 1 : 0);
    }
    streak.clear();
    for (const [participant, count] of next) streak.set(participant, count);
  }
  const ranked = [...total].map(([participant, points]) => ({
    participant,
    points,
    place: 1 + [...total.values()].filter((other) => other > points).length,
  }));

  const board: Leaderboard['items'] = [];
  for (let after: string | null = '0'; after !== null; ) {
    const page: Leaderboard = await host.act<Leaderboard>('GET', `/${event.id}/leaderboard?after=${after}`);
    board.push(...page.items);
    after = page.nextCursor;
  }
  expect(
    new Map(board.map(({ participantId, points, place }) => [participantId, `${points} ${place}`])),
  ).toEqual(new Map(ranked.map(({ participant, points, place }) => [participant, `${points} ${place}`])));

  const { body } = await call<FeedAnswer>('GET', `${two}/v1/events/${event.id}/feed?at=${await cursorNow()}`);
  const seen = applyAnswer(emptyFeed, body).entities.get('leaderboard')?.get(event.id) as LeaderboardEntity;
  expect(seen).toMatchObject({ activityId: questions[3]?.id, questions: 3, players: total.size });
  expect(seen.top.map(({ place, points }) => [place, points])).toEqual(
    ranked
      .toSorted((a, b) => b.points - a.points)
      .slice(0, 10)
      .map(({ place, points }) => [place, points]),
  );
  expect(JSON.stringify(seen)).not.toMatch(
    new RegExp(players.map(({ participantId }) => participantId).join('|')),
  );

  for (const player of players.filter(({ n }) => n % 20 === 0)) {
    const me = (await call<Me>('GET', `${one}/v1/events/${event.id}/me`, { token: player.token })).body;
    const mine = ranked.find(({ participant }) => participant === player.participantId);
    expect(me.standing && { points: me.standing.points, place: me.standing.place }).toEqual(
      mine ? { points: mine.points, place: mine.place } : null,
    );
  }

  async function cursorNow(): Promise<string> {
    const { body: at } = await call<FeedAnswer>('GET', `${one}/v1/events/${event.id}/host/feed`, {
      token: HOST_KEY,
    });
    return at.kind === 'snapshot' ? at.cursor : '';
  }
}, 180_000);
