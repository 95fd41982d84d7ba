/** The demo event: made once, through the same acts as any other, so that a first start has something to vote on. */
import type { CreateActivity } from '@plenum/protocol';
import type { DemoLinks } from '#/addresses.ts';
import { createActivities } from '#/capabilities/activities/activities.ts';
import { createEvents, type EventHooks } from '#/capabilities/events/events.ts';
import type { Hosts } from '#/capabilities/hosts/index.ts';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';

const EMAIL = 'demo@plenum.invalid';
const EVENT = '0199a3c0-7e00-7000-8000-000000000001';
const idOf = (n: number) => `0199a3c0-7e00-7000-8000-0000000000${10 + n}`;
const options = (...labels: string[]) => labels.map((label, index) => ({ id: `o${index + 1}`, label }));

/** A taste of everything; the first one is open from the start. */
const ACTIVITIES: readonly CreateActivity[] = [
  {
    kind: 'single-choice',
    title: 'What should the city fix first?',
    settings: {
      options: options(
        'Safer crossings near schools',
        'Night buses every 20 minutes',
        'Shade and trees on squares',
        'Repair the bike lanes',
      ),
    },
  },
  {
    kind: 'multiple-choice',
    title: 'How did you get here today?',
    resultVisibility: 'always',
    settings: { options: options('On foot', 'By bike', 'By bus or train', 'By car'), max: 3 },
  },
  {
    kind: 'word-cloud',
    title: 'One word for the street you live on?',
    resultVisibility: 'always',
    settings: { words: 3, stopWords: 'en' },
  },
  {
    kind: 'rating',
    title: 'How was the budget talk?',
    resultVisibility: 'after-close',
    settings: {
      low: 'not at all',
      high: 'very much',
      scale: 'numbers',
      items: [
        { id: 'easy', label: 'It was easy to follow' },
        { id: 'useful', label: 'It was useful to me' },
      ],
    },
  },
  {
    kind: 'ranking',
    title: 'Which matters most to you?',
    resultVisibility: 'after-close',
    settings: { options: options('Clean air', 'Shorter trips', 'Lower fares', 'Less noise') },
  },
  {
    kind: 'points',
    title: 'Where should the money go?',
    resultVisibility: 'after-close',
    settings: { options: options('Shade and trees', 'Night buses', 'School crossings', 'Bike lanes') },
  },
  {
    kind: 'estimate',
    title: 'How many trees stand in the old town?',
    resultVisibility: 'after-close',
    settings: { min: 0, max: 10_000, unit: 'trees' },
    correct: { number: 4_218 },
    explanation: 'The city counted 4,218 in spring.',
  },
  {
    kind: 'matrix',
    title: 'What is easy, and what helps?',
    resultVisibility: 'after-close',
    settings: {
      items: options('Night buses', 'School street', 'Shade trees', 'Bike repairs'),
      x: { low: 'Easy', high: 'Hard' },
      y: { low: 'Helps little', high: 'Helps a lot' },
    },
  },
  {
    kind: 'open-text',
    title: 'What would make your street better?',
    resultVisibility: 'always',
    settings: { texts: 2 },
  },
  {
    kind: 'survey',
    title: 'Three short questions about tonight',
    settings: {
      parts: [
        {
          id: 'heard',
          kind: 'single-choice',
          title: 'How did you hear about it?',
          settings: { options: options('A letter from the city', 'A neighbour told me', 'Online') },
        },
        { id: 'useful', kind: 'rating', title: 'Was it worth your evening?', settings: { scale: 'stars' } },
        { id: 'again', kind: 'true-false', title: 'I would come again.', settings: {} },
      ],
    },
  },
  {
    kind: 'quiz',
    title: 'How much of the city is covered by streets?',
    section: 'City quiz',
    settings: { options: options('About 5%', 'About 15%', 'About 30%', 'About 45%') },
    correct: { optionIds: ['o3'] },
    explanation: 'Streets and parking take 31% of the built-up area, more than all parks together.',
  },
  {
    kind: 'quiz',
    title: 'What cools a street most?',
    section: 'City quiz',
    settings: { options: options('White paint', 'Old trees', 'Fountains'), isDouble: true },
    correct: { optionIds: ['o2'] },
  },
];

export async function ensureDemo(deps: Deps, hosts: Hosts, hooks: EventHooks): Promise<DemoLinks> {
  const events = createEvents(deps, hooks);
  const activities = createActivities(deps);
  const userId = await hosts.ensureHost({ name: 'Demo host', email: EMAIL });

  const { event, isNew } = await events
    .create(userId, { id: EVENT, title: 'Lakeside City Assembly', code: 'K7M4QX' })
    .catch((error) => {
      // Somebody uses the code on this database: any other does.
      if (error instanceof AppError && error.code === 'code_taken') {
        return events.create(userId, { id: EVENT, title: 'Lakeside City Assembly' });
      }
      throw error;
    });
  if (isNew) {
    for (const [n, activity] of ACTIVITIES.entries()) {
      await activities.create(userId, EVENT, { ...activity, id: idOf(n) });
    }
    await events.change(userId, EVENT, 'start');
    await activities.open(userId, EVENT, idOf(0), {});
  }
  return {
    code: event.code,
    attendeePath: `/j/${event.code}`,
    hostPath: await hosts.oneTimeHostLink(EMAIL, `/host/events/${EVENT}`),
    screenPath: `/screen/${EVENT}#${deps.viewers.mintScreenToken(EVENT)}`,
  };
}
