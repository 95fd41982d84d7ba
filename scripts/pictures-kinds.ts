/** The README's pictures of further kinds: each activity is made, answered by a crowd with a taste, and shown on the projector. */
import type { APIRequestContext, Page } from '@playwright/test';
import type { ActivityKind, Joined } from '@plenum/protocol';
import type { Room } from '../frontend/e2e/support.ts';

interface Scene {
  /** Of the picture; without it the activity only adds to the next one's. */
  readonly name?: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly settings: object;
  readonly correct?: object;
  /** The n-th person's answer. */
  answer(n: number): object;
}

const PEOPLE = 40;
const NAMES =
  `Quiet Otter,Blue Heron,Merry Fox,Swift Owl,Brave Lynx,Golden Crane,Kind Robin,Silver Elk,Early Stork,Amber Newt,
  Cosy Puffin,Bold Raven,Starry Swan,Nimble Turtle,Sunny Finch,Gentle Whale`
    .split(',')
    .map((name) => name.trim());
const WORDS =
  `bikes,green,calm,bikes,trees,music,night buses,bikes,green,together,market,trees,shade,calm,fair,bikes,green,safe,river,
  school,green,trees,open,bikes,art,warm,river,fair,benches,light`
    .split(/,\s*/)
    .map((word) => word.trim());
const THINGS = ['Night buses', 'Bike lanes', 'Town square', 'Library hours'].map((label, n) => ({
  id: `i${n}`,
  label,
}));
const PLACES = [
  [22, 78],
  [64, 82],
  [80, 38],
  [34, 30],
] as const;
/** A little apart from each other, and the same every time. */
const spread = (value: number, n: number, k: number) =>
  Math.min(97, Math.max(3, value + (((n * 17 + k * 29) % 23) - 11)));

const QUIZ = (title: string, labels: string[]): Scene => ({
  kind: 'quiz',
  title,
  settings: {
    points: 'speed',
    seconds: 20,
    options: labels.map((label, n) => ({ id: 'abcd'[n], label })),
  },
  correct: { optionIds: ['c'] },
  answer: (n) => ({ optionIds: [(n * 7) % 5 < 3 ? 'c' : 'abd'[n % 3]] }),
});

const SCENES: readonly Scene[] = [
  {
    name: 'screen-words',
    kind: 'word-cloud',
    title: 'One word for the city you want?',
    settings: { words: 2 },
    answer: (n) => ({ words: [...new Set([WORDS[n % WORDS.length], WORDS[(n * 11 + 3) % WORDS.length]])] }),
  },
  {
    name: 'screen-matrix',
    kind: 'matrix',
    title: 'How much would it help, and how hard is it?',
    settings: {
      items: THINGS,
      x: { low: 'Easy', high: 'Hard' },
      y: { low: 'Helps little', high: 'Helps a lot' },
    },
    answer: (n) => ({
      places: Object.fromEntries(
        THINGS.map(({ id }, k) => {
          const [x, y] = PLACES[k] as (typeof PLACES)[number];
          return [id, { x: spread(x, n, k), y: spread(y, n, k + 5) }];
        }),
      ),
    }),
  },
  QUIZ('How many bridges cross the river?', ['3', '5', '7', '9']),
  { ...QUIZ('When did the first tram run?', ['1862', '1871', '1893', '1902']), name: 'screen-leaderboard' },
];

/** @param take  Takes the picture of the projector. */
export async function takeKinds(
  url: string,
  host: APIRequestContext,
  room: Room,
  screen: Page,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const event = `${url}/v1/events/${room.event.id}`;
  const post = async (path: string, data?: object) => {
    const answer = await host.post(event + path, { headers: { origin: url }, ...(data && { data }) });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const people: Joined[] = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await room.join(NAMES[n]));

  for (const { name, answer, ...activity } of SCENES) {
    const { id } = await post('/activities', { ...activity, resultVisibility: 'always' });
    await post(`/activities/${id}/open`, { opensInMs: 0 });
    for (const [n, { token }] of people.entries()) {
      const stored = await host.put(`${event}/activities/${id}/response`, {
        headers: { authorization: `Bearer ${token}`, cookie: '' },
        data: { answer: answer(n), seq: 1 },
      });
      if (!stored.ok()) throw new Error(await stored.text());
    }
    await post(`/activities/${id}/close`);
    await post(`/activities/${id}/reveal`);
    const view =
      name === 'screen-leaderboard' ? { view: 'leaderboard' } : { view: 'activity', activityId: id };
    await host.put(`${event}/stage`, { headers: { origin: url }, data: view });
    if (name === undefined) continue;
    await screen.waitForTimeout(4_000);
    await take(screen, name);
  }
}
