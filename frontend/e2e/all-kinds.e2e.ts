/**
 * One event through every kind there is, on a phone, in the control room and on the projector: answered by hand, closed, revealed. Every byte
 * the phone gets is listened to, and nothing that is hidden may be among them. It takes as long as all other files together, so it is called to come first.
 */
import { type APIRequestContext, expect, type Page, request, test } from '@playwright/test';
import {
  type ActivityKind,
  type ActivityResource,
  type EventResource,
  type Joined,
  kindSchemas,
} from '@plenum/protocol';
import { aPhone, complaintsOf, expectAccessible, expectNoSidewaysScroll } from './support.ts';

interface Story {
  /** Answers by hand, until the phone says that it is saved. */
  answer(phone: Page): Promise<void>;
  /** What the phone, the host and the projector show of the result, in words. */
  readonly phone: RegExp;
  readonly host: RegExp;
  readonly screen: RegExp;
}

const saved = (phone: Page) => expect(phone.getByRole('main').getByText('Saved.').first()).toBeVisible();
const press = (phone: Page, name: string | RegExp) =>
  phone.getByRole('main').getByRole('button', { name }).first().click();

/** Answers are those of the protocol's examples, which ten others give by API. */
const STORIES: Record<ActivityKind, Story> = {
  'single-choice': {
    answer: (phone) => press(phone, 'Night buses every 20 minutes'),
    phone: /Night buses every 20 minutes.*100%/s,
    host: /Night buses every 20 minutes.*100%/s,
    screen: /Night buses every 20 minutes.*100%/s,
  },
  'multiple-choice': {
    async answer(phone) {
      await press(phone, 'Bus');
      await press(phone, 'Bicycle');
      await press(phone, 'Send my 2 answers');
    },
    phone: /Bus.*100%.*Bicycle.*100%/s,
    host: /Bus.*100%.*Bicycle.*100%/s,
    screen: /Bus.*100%.*Bicycle.*100%/s,
  },
  'true-false': {
    answer: (phone) => press(phone, 'True'),
    phone: /Right!.*True.*100%/s,
    host: /True.*100%/s,
    screen: /True.*100%/s,
  },
  rating: {
    async answer(phone) {
      await phone
        .getByRole('group', { name: 'It was easy to follow' })
        .getByRole('button', { name: '4' })
        .click();
      await saved(phone);
      await phone
        .getByRole('group', { name: 'It was useful to me' })
        .getByRole('button', { name: '5' })
        .click();
    },
    phone: /It was easy to follow.*4\.0.*It was useful to me.*5\.0/s,
    host: /It was easy to follow.*4\.0.*It was useful to me.*5\.0/s,
    screen: /It was easy to follow.*4\.0.*It was useful to me.*5\.0/s,
  },
  ranking: {
    async answer(phone) {
      // Without dragging: less noise before lower fares, as in the example.
      await press(phone, 'Less noise: move up');
      await press(phone, 'Send my order');
    },
    phone: /Clean air.*1\.0.*Shorter trips.*2\.0.*Less noise.*3\.0/s,
    host: /Clean air.*1\.0.*Shorter trips.*2\.0.*Less noise.*3\.0/s,
    screen: /Clean air.*1\.0.*Shorter trips.*2\.0.*Less noise.*3\.0/s,
  },
  points: {
    async answer(phone) {
      for (const [label, value] of [
        ['Shade and trees', '50'],
        ['Night buses', '30'],
        ['Bike lanes', '20'],
      ] as const) {
        await phone.getByRole('spinbutton', { name: `Points for ${label}` }).fill(value);
      }
      await press(phone, 'Send my points');
    },
    phone: /Shade and trees.*50%.*Night buses.*30%.*Bike lanes.*20%/s,
    host: /Shade and trees.*50%.*Night buses.*30%.*Bike lanes.*20%/s,
    screen: /Shade and trees.*50%.*Night buses.*30%.*Bike lanes.*20%/s,
  },
  'word-cloud': {
    async answer(phone) {
      for (const word of ['quiet', 'Too  Fast']) {
        await phone.getByRole('textbox', { name: 'Your word' }).fill(word);
        await press(phone, 'Send');
        await expect(
          phone.getByRole('main').getByRole('listitem').filter({ hasText: /saved/i }).last(),
        ).toBeVisible();
      }
    },
    phone: /quiet/,
    host: /quiet.*11/s,
    screen: /too fast|quiet/,
  },
  estimate: {
    async answer(phone) {
      await phone.getByRole('textbox', { name: /Your number/ }).fill('5200');
      await press(phone, 'Send my estimate');
    },
    phone: /4,218/,
    host: /4,218|5,200/,
    screen: /4,218/,
  },
  matrix: {
    async answer(phone) {
      // By keyboard and numbers alone: nothing needs a pointer (WCAG 2.5.7).
      await press(phone, 'Place by numbers');
      const numbers = phone.getByRole('main').getByRole('spinbutton');
      await numbers.nth(0).fill('8');
      await numbers.nth(1).fill('7');
      await press(phone, /^Send my/);
    },
    phone: /Night buses.*7\.9/s,
    host: /Night buses.*7\.9/s,
    screen: /Night buses/,
  },
  pin: {
    async answer(phone) {
      await phone.getByRole('spinbutton', { name: 'From the left' }).fill('32');
      await phone.getByRole('spinbutton', { name: 'From the top' }).fill('41');
      await press(phone, 'Send my pin');
    },
    phone: /By the school.*100%/s,
    host: /By the school.*100%/s,
    screen: /By the school.*100%/s,
  },
  'open-text': {
    async answer(phone) {
      await phone.getByRole('textbox', { name: 'Your text' }).fill('A bench at the corner');
      await press(phone, 'Send');
      await expect(phone.getByText('A bench at the corner').first()).toBeVisible();
    },
    phone: /Slower cars after dark/,
    host: /A bench at the corner/,
    screen: /Slower cars after dark/,
  },
  survey: {
    async answer(phone) {
      await press(phone, 'A neighbour told me');
      await saved(phone);
      await press(phone, 'Go to part 2');
      await press(phone, 'True');
    },
    phone: /A neighbour told me.*100%/s,
    host: /A neighbour told me.*100%/s,
    screen: /A neighbour told me.*100%/s,
  },
  quiz: {
    answer: (phone) => press(phone, 'About 30%'),
    phone: /Right!.*About 30%/s,
    host: /About 30%.*100%/s,
    screen: /About 30%/,
  },
};

/** Entities of one activity as the phone may have heard of them. */
function listenTo(phone: Page) {
  let heard = '';
  phone.on('response', async (response) => {
    if (/\/v1\/events\/[^/]+\/(feed|results|me)/.test(response.url()))
      heard += await response.text().catch(() => '');
  });
  return { heard: () => heard };
}

test('one event goes through every kind, by hand, on phone, control room and projector', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(480_000);
  const base = baseURL as string;
  const hostContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const host = await hostContext.newPage();
  const session = await aHost(hostContext.request, base);
  const { event, post, join } = await anEvent(session, base);
  const anyone = await request.newContext({ baseURL: base });

  const phone = await aPhone(browser);
  const complaints = [...[phone, host].map(complaintsOf)];
  const ear = listenTo(phone);
  await phone.goto(`/j/${event.code}`);
  const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  const { token } = await post<{ token: string }>('/screen-tokens');
  await screen.goto(`/screen/${event.id}#${token}`);
  const crowd = await Promise.all(Array.from({ length: 10 }, () => join()));

  for (const kind of Object.keys(STORIES) as ActivityKind[]) {
    await test.step(kind, async () => {
      const { example } = kindSchemas[kind];
      const secret = `Because of ${kind}.`;
      const activity = await post<ActivityResource>('/activities', {
        kind,
        ...example.activity,
        resultVisibility: 'host-only',
        explanation: secret,
      });
      const story = STORIES[kind];
      await post(`/activities/${activity.id}/open`, { opensInMs: 0, closesInMs: 600_000 });
      await host.goto(`/host/events/${event.id}?activity=${activity.id}`);
      await expect(phone.getByRole('heading', { name: example.activity.title, exact: true })).toBeVisible({
        timeout: 20_000,
      });
      await expectAccessible(phone);
      await expectNoSidewaysScroll(phone);

      await story.answer(phone);
      if (kind !== 'word-cloud' && kind !== 'open-text') await saved(phone);
      for (const [n, { token: bearer }] of crowd.entries()) {
        const answer = await anyone.put(`/v1/events/${event.id}/activities/${activity.id}/response`, {
          headers: { authorization: `Bearer ${bearer}` },
          data: { answer: example.answer, seq: n + 1 },
        });
        expect(answer.status(), await answer.text()).toBe(200);
      }
      await expect(screen.getByRole('heading', { name: example.activity.title })).toBeVisible();
      await expectAccessible(screen);

      await post(`/activities/${activity.id}/close`);
      await expect(phone.getByText('Results show when the host reveals them.')).toBeVisible({
        timeout: 20_000,
      });
      await expectAccessible(phone);
      expect(ear.heard()).not.toContain(secret);
      expect(ear.heard()).not.toContain(`["result","${activity.id}"`);

      await post(`/activities/${activity.id}/reveal`);
      await expect(phone.getByText(secret)).toBeVisible({ timeout: 20_000 });
      await expect(phone.getByRole('main')).toHaveText(story.phone, { timeout: 20_000, useInnerText: true });
      await expectAccessible(phone);
      await expectNoSidewaysScroll(phone);
      await expect(host.getByRole('main').first()).toHaveText(story.host, {
        timeout: 20_000,
        useInnerText: true,
      });
      await expectAccessible(host);
      await expect(screen.getByRole('main')).toHaveText(story.screen, {
        timeout: 20_000,
        useInnerText: true,
      });
      await expectAccessible(screen);
    });
  }
  expect(complaints.flat()).toEqual([]);
});

/** A host who signed up in this browser. */
async function aHost(session: APIRequestContext, base: string): Promise<APIRequestContext> {
  const answer = await session.post(`${base}/v1/auth/sign-up/email`, {
    headers: { origin: base },
    data: {
      name: 'Somebody',
      email: `kinds-${Date.now()}@example.com`,
      password: 'a long password of this test',
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return session;
}

/** A live event without any activity, and acts on it. */
async function anEvent(session: APIRequestContext, base: string) {
  const headers = { origin: base };
  const send = async <T>(path: string, data: unknown = {}): Promise<T> => {
    const answer = await session.post(base + path, { headers, data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const event = await send<EventResource>('/v1/events', {
    title: 'Lakeside City Assembly',
    settings: { nicknames: 'off', moderation: 'off' },
  });
  await send(`/v1/events/${event.id}/start`);
  return {
    event,
    post: <T = unknown>(path: string, data?: unknown) => send<T>(`/v1/events/${event.id}${path}`, data),
    join: () => send<Joined>('/v1/join', { code: event.code }),
  };
}
