/**
 * The host of the room: keeps a few activities open, closes them, reveals some. Every act is repeated until somebody
 * answers it; after a restore all of them are done again, in order, as the runbook asks of people.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventResource } from '@plenum/protocol';
import { applyAnswer, emptyFeed, type FeedState } from '@plenum/protocol/client';
import type { Activity } from '../history/line.ts';
import type { HostVerb } from '../history/story.ts';
import { HOST_KEY } from './api-process.ts';
import type { Random } from './random.ts';
import { insist, type World } from './world.ts';

export const HOST = 'host';
export const OPTIONS = ['a', 'b', 'c'];
const OPEN_AT_ONCE = 4;
const STEP_MS = 700;

interface Wanted {
  readonly activity: Activity;
  readonly verbs: HostVerb[];
}

export interface Room {
  readonly eventId: string;
  readonly code: string;
}

export type Host = Awaited<ReturnType<typeof createHost>>;

/** @throws {Error} when the event cannot be made. */
export async function createHost(world: World, random: Random) {
  const { recorder } = world;
  const ask = (path: string, body?: unknown) =>
    insist(world, random, { client: HOST, method: 'POST', path, token: HOST_KEY, body });
  // With an id of ours it may be sent again.
  const eventId = randomUUID();
  const { text } = await ask('/v1/events', { id: eventId, title: 'A room under fire' });
  const { code } = JSON.parse(text) as EventResource;
  await ask(`/v1/events/${eventId}/start`);
  recorder.add({ is: 'room', eventId });

  const activities = `/v1/events/${eventId}/activities`;
  const wanted: Wanted[] = [];
  const create = ({ id, visibility, canaries }: Activity) =>
    ask(activities, {
      id,
      kind: 'single-choice',
      title: canaries.open,
      settings: { options: OPTIONS.map((option) => ({ id: option, label: `option ${option}` })) },
      resultVisibility: visibility,
      correct: { optionId: random.pick(OPTIONS) },
      explanation: canaries.reveal,
      hostNotes: canaries.never,
    });
  const perform = (activity: Activity, verb: HostVerb) =>
    ask(`${activities}/${activity.id}/${verb}`, verb === 'reveal' ? undefined : {});

  async function prepare(visibility = random.pick(['always', 'after-close', 'host-only'] as const)) {
    const canary = (what: string) => `${what} ${randomBytes(8).toString('hex')}`;
    const activity: Activity = {
      is: 'activity',
      id: randomUUID(),
      visibility,
      canaries: { open: canary('title'), reveal: canary('solution'), never: canary('notes') },
    };
    recorder.add(activity);
    await create(activity);
    wanted.push({ activity, verbs: [] });
  }

  async function act(of: Wanted, verb: HostVerb): Promise<void> {
    of.verbs.push(verb);
    await perform(of.activity, verb);
  }

  const having = (...verbs: HostVerb[]) =>
    wanted.filter((of) => of.verbs.length === verbs.length && verbs.every((verb) => of.verbs.includes(verb)));

  /** One step of the evening. */
  async function step(): Promise<void> {
    const [open, closed, ready] = [having('open'), having('open', 'close'), having()];
    if (ready.length < 2) await prepare();
    else if (open.length < OPEN_AT_ONCE) await act(random.pick(ready), 'open');
    else if (closed.length > 0 && random.chance(0.3)) await act(random.pick(closed), 'reveal');
    else await act(open[0] as Wanted, 'close');
  }

  async function doAllAgain(): Promise<void> {
    for (const { activity, verbs } of wanted) {
      await create(activity);
      for (const verb of verbs) await perform(activity, verb);
    }
  }

  return {
    room: { eventId, code } as Room,
    /** One activity of each visibility, open. */
    async begin(): Promise<void> {
      for (const visibility of ['always', 'after-close', 'host-only'] as const) {
        await prepare(visibility);
        await act(wanted.at(-1) as Wanted, 'open');
      }
    },
    /** Goes on while people vote. */
    async hold(): Promise<void> {
      for (let restores = world.restores; world.phase === 'voting'; await sleep(STEP_MS)) {
        if (world.restores !== restores) {
          restores = world.restores;
          await doAllAgain();
        } else {
          await step();
        }
      }
    },
    /** Follows the own feed until the run is over. */
    async watch(): Promise<void> {
      let state: FeedState = emptyFeed;
      while (world.phase !== 'over') {
        const query = state.awaiting
          ? `?at=${state.awaiting.cursor}`
          : state.cursor
            ? `?since=${state.cursor}`
            : '';
        const process = random.whole(0, world.processCount - 1);
        const path = `/v1/events/${eventId}/host/feed${query}`;
        const { status, text: answer } = await world.ask({ client: HOST, process, path, token: HOST_KEY });
        if (status === 200) state = applyAnswer(state, JSON.parse(answer));
        await sleep(random.between(200, 500));
      }
    },
  };
}
