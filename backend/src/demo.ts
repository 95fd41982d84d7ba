/** The demo event: made once, through the same acts as any other, so that a first start has something to vote on. */
import type { DemoLinks } from '#/addresses.ts';
import { createActivities } from '#/capabilities/activities/activities.ts';
import { createEvents } from '#/capabilities/events/events.ts';
import type { Hosts } from '#/capabilities/hosts/index.ts';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';

const EMAIL = 'demo@plenum.invalid';
const EVENT = '0199a3c0-7e00-7000-8000-000000000001';
const ACTIVITIES = [
  {
    id: '0199a3c0-7e00-7000-8000-000000000011',
    title: 'What should the city fix first?',
    resultVisibility: 'host-only',
    options: [
      'Safer crossings near schools',
      'Night buses every 20 minutes',
      'Shade and trees on squares',
      'Repair the bike lanes',
    ],
  },
  {
    id: '0199a3c0-7e00-7000-8000-000000000012',
    title: 'How did you get here today?',
    resultVisibility: 'always',
    options: ['On foot', 'By bike', 'By bus or train', 'By car'],
  },
  {
    id: '0199a3c0-7e00-7000-8000-000000000013',
    title: 'How many trees stand in the old town?',
    resultVisibility: 'after-close',
    options: ['About 900', 'About 4,200', 'About 15,000'],
    correct: 'o2',
    explanation: 'The city counted 4,218 in spring.',
  },
] as const;

export async function ensureDemo(deps: Deps, hosts: Hosts): Promise<DemoLinks> {
  const events = createEvents(deps, { onEnded: [], onReset: [] });
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
    for (const { id, title, resultVisibility, options, ...solution } of ACTIVITIES) {
      await activities.create(userId, EVENT, {
        id,
        kind: 'single-choice',
        title,
        resultVisibility,
        settings: { options: options.map((label, index) => ({ id: `o${index + 1}`, label })) },
        ...('correct' in solution && {
          correct: { optionId: solution.correct },
          explanation: solution.explanation,
        }),
      });
    }
    await events.change(userId, EVENT, 'start');
    await activities.open(userId, EVENT, ACTIVITIES[0].id, {});
  }
  return {
    code: event.code,
    attendeePath: `/j/${event.code}`,
    hostPath: await hosts.oneTimeHostLink(EMAIL, `/host/events/${EVENT}`),
    screenPath: `/screen/${EVENT}#${deps.viewers.mintScreenToken(EVENT)}`,
  };
}
