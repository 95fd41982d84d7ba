/**
 * One attendee: follows the room and votes, asks a random process each time, loses answers on its way, sends things
 * twice and late. It follows the protocol to the letter; what it hears, the checker judges.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivityEntity, FeedAnswer, Joined } from '@plenum/protocol';
import { applyAnswer, emptyFeed, type FeedState } from '@plenum/protocol/client';
import type { Question } from './ask.ts';
import { OPTIONS, type Room } from './host.ts';
import type { Random } from './random.ts';
import { insist, isFinal, type World } from './world.ts';

/** Attempts whose answer is thrown away, copies sent at once, late copies of older acts. */
const DROP = 0.2;
const TWICE = 0.05;
const LATE = 0.15;
const WITHDRAW = 0.12;
/** Polls that are no plain poll. */
const SNAPSHOT = 0.06;
const OLD_CURSOR = 0.04;
const OWN_ANSWERS = 0.05;
const VOTE_MS = [400, 1_600] as const;
const GIVE_UP_MS = 20_000;

interface Act {
  readonly activity: string;
  readonly seq: number;
  readonly option: string | null;
}

export interface Tries {
  /** Acts that were sent again because no answer came. */
  retries: number;
  /** Acknowledgements thrown away. */
  dropped: number;
}

export interface Attendee {
  vote(): Promise<void>;
  follow(): Promise<void>;
  /** Polls until it stands at `cursor` or beyond in the same epoch. @throws {Error} when it does not get there. */
  reach(cursor: string): Promise<void>;
}

/** @throws {Error} when nobody lets it in. */
export async function anAttendee(
  world: World,
  { eventId, code }: Room,
  client: string,
  random: Random,
  tries: Tries,
): Promise<Attendee> {
  const joining = { client, method: 'POST', path: '/v1/join', body: { code }, isSecret: true } as const;
  const reply = await insist(world, random, joining);
  const joined = JSON.parse(reply.text) as Joined;
  const { token } = joined;
  world.recorder.add({ is: 'joined', client, participant: joined.participant.id });

  const feed = `/v1/events/${eventId}/feed`;
  const anyProcess = () => random.whole(0, world.processCount - 1);
  let state: FeedState = emptyFeed;
  const past: string[] = [];
  let seq = 0;
  const acts: Act[] = [];
  const isSlow = random.chance(0.2);

  async function read(query: string, scheduledMs?: number): Promise<void> {
    const question = { client, process: anyProcess(), path: `${feed}${query}` };
    const { status, text } = await world.ask({
      ...question,
      ...(scheduledMs !== undefined && { scheduledMs }),
    });
    if (status !== 200) return;
    state = applyAnswer(state, JSON.parse(text) as FeedAnswer);
    if (state.cursor !== null && past.at(-1) !== state.cursor) past.push(state.cursor);
  }
  const poll = (scheduledMs?: number) =>
    read(
      state.awaiting ? `?at=${state.awaiting.cursor}` : state.cursor ? `?since=${state.cursor}` : '',
      scheduledMs,
    );
  const readMe = () => world.ask({ client, process: anyProcess(), path: `/v1/events/${eventId}/me`, token });

  function attempt({ activity, seq, option }: Act, more: Partial<Question> = {}) {
    const path = `/v1/events/${eventId}/activities/${activity}/response`;
    const question = { client, process: anyProcess(), token, ...more };
    return option === null
      ? world.ask({ ...question, method: 'DELETE', path: `${path}?seq=${seq}` })
      : world.ask({ ...question, method: 'PUT', path, body: { answer: { optionId: option }, seq } });
  }

  /** Until somebody answers, through another process each time. */
  async function perform(act: Act): Promise<void> {
    const giveUpMs = world.recorder.nowMs() + GIVE_UP_MS;
    for (let count = 0; world.recorder.nowMs() < giveUpMs; count++) {
      if (count > 0) tries.retries++;
      const isDropped = random.chance(DROP);
      if (isDropped) tries.dropped++;
      const reply = await attempt(act, isDropped ? { dropAfterMs: random.between(0, 25) } : {});
      if (isFinal(reply)) return;
      await sleep(random.between(20, 200) * Math.min(count + 1, 8));
    }
  }

  const openActivities = () =>
    [...(state.entities.get('activity') ?? [])].flatMap(([id, body]) =>
      (body as ActivityEntity).state === 'open' ? [id] : [],
    );

  async function voteOnce(): Promise<void> {
    const open = openActivities();
    if (open.length === 0) return;
    const option = random.chance(WITHDRAW) ? null : random.pick(OPTIONS);
    const act = { activity: random.pick(open), seq: ++seq, option };
    acts.push(act);
    if (random.chance(TWICE)) await Promise.all([perform(act), perform(act)]);
    else await perform(act);
    if (random.chance(LATE)) {
      const older = acts.filter(({ activity }) => activity === act.activity);
      await attempt(random.pick(older));
    }
  }

  /** After a restore: what stood last, sent again under its own number. */
  async function sendAgain(): Promise<void> {
    const last = new Map(acts.map((act) => [act.activity, act]));
    for (const act of last.values()) if (random.chance(0.5)) await perform(act);
  }

  return {
    async vote() {
      for (let restores = world.restores; world.phase === 'voting'; ) {
        await sleep(random.between(...VOTE_MS));
        if (world.restores !== restores) {
          restores = world.restores;
          await sendAgain();
        } else {
          await voteOnce();
        }
      }
    },
    async follow() {
      for (let nextMs = world.recorder.nowMs(); world.phase !== 'over'; ) {
        nextMs += isSlow ? random.between(1_000, 3_000) : random.between(120, 380);
        await sleep(Math.max(0, nextMs - world.recorder.nowMs()));
        // Who was held up does not ask three times to make up for it.
        nextMs = Math.max(nextMs, world.recorder.nowMs() - 1_000);
        const dice = random.next();
        if (dice < SNAPSHOT) await read('', nextMs);
        else if (dice < SNAPSHOT + OLD_CURSOR && past.length > 0)
          await read(`?since=${random.pick(past.slice(-50))}`, nextMs);
        else if (dice < SNAPSHOT + OLD_CURSOR + OWN_ANSWERS) await readMe();
        else await poll(nextMs);
      }
    },
    async reach(cursor) {
      for (let count = 0; state.cursor !== cursor || state.awaiting !== null; count++) {
        if (count > 50) throw new Error(`${client} stands at ${state.cursor} and does not get to ${cursor}`);
        await poll();
        if (count > 3) await sleep(100);
      }
      await readMe();
    },
  };
}
