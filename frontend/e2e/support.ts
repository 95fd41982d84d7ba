/** Arranging rooms through the public API, so that a browser test says only what matters to it. */
import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, type Browser, expect, type Page, request } from '@playwright/test';
import type { ActivityResource, EventResource, Joined, ResultVisibility } from '@plenum/protocol';

/** A name that is not localhost: browsers then treat the page as an insecure context (S7). */
export const INSECURE_HOST = 'plenum.test';

export const OPTIONS = [
  { id: 'crossings', label: 'Safer crossings near schools' },
  { id: 'buses', label: 'Night buses every 20 minutes' },
  { id: 'trees', label: 'Shade and trees on squares' },
  { id: 'lanes', label: 'Repair the bike lanes' },
];

export interface Room {
  readonly event: EventResource;
  readonly activity: ActivityResource;
  act(verb: 'open' | 'close' | 'reveal' | 'hide'): Promise<void>;
  actOnEvent(verb: 'start' | 'pause' | 'end' | 'reset'): Promise<void>;
  /** What the projector shows. */
  stage(view: 'join' | 'activity' | 'blank'): Promise<void>;
  delete(): Promise<void>;
  /** Joins by API. */
  join(nickname?: string): Promise<Joined>;
  /** Joins and votes by API, once per option id. */
  vote(...optionIds: string[]): Promise<void>;
  screenPath(): Promise<string>;
}

export interface RoomWish {
  readonly title?: string;
  readonly question?: string;
  readonly options?: { id: string; label: string }[];
  readonly nicknames?: 'off' | 'optional' | 'required';
  readonly passcode?: string;
  readonly resultVisibility?: ResultVisibility;
  readonly correct?: string;
  readonly explanation?: string;
  readonly isDraft?: boolean;
}

/**
 * A live event with one single choice that is ready.
 * @param session  A signed-in browser's requests; without it the host of BOOTSTRAP_API_KEY makes the event.
 */
export async function aRoom(
  baseURL: string,
  wish: RoomWish = {},
  session?: APIRequestContext,
): Promise<Room> {
  const host =
    session ??
    (await request.newContext({
      extraHTTPHeaders: { authorization: `Bearer ${process.env.BOOTSTRAP_API_KEY}` },
    }));
  // What a page of ours would send; a session is refused without it.
  const headers = { origin: baseURL };
  const anyone = await request.newContext({ baseURL });
  const post = async <T>(path: string, data?: unknown): Promise<T> => {
    const answer = await host.post(baseURL + path, { headers, ...(data !== undefined && { data }) });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };

  const event = await post<EventResource>('/v1/events', {
    title: wish.title ?? 'Lakeside City Assembly',
    settings: { nicknames: wish.nicknames ?? 'off' },
    ...(wish.passcode && { passcode: wish.passcode }),
  });
  const path = `/v1/events/${event.id}`;
  const activity = await post<ActivityResource>(`${path}/activities`, {
    kind: 'single-choice',
    title: wish.question ?? 'What should the city fix first?',
    settings: { options: wish.options ?? OPTIONS },
    resultVisibility: wish.resultVisibility ?? 'host-only',
    ...(wish.correct && { correct: { optionId: wish.correct } }),
    ...(wish.explanation && { explanation: wish.explanation }),
  });
  if (!wish.isDraft) await post(`${path}/start`);

  const join = async (nickname?: string): Promise<Joined> => {
    const answer = await anyone.post('/v1/join', {
      data: {
        code: event.code,
        ...(nickname && { nickname }),
        ...(wish.passcode && { passcode: wish.passcode }),
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return answer.json();
  };
  return {
    event,
    activity,
    join,
    async act(verb) {
      await post(`${path}/activities/${activity.id}/${verb}`);
    },
    async actOnEvent(verb) {
      await post(`${path}/${verb}`);
    },
    async stage(view) {
      const data = { view, ...(view === 'activity' && { activityId: activity.id }) };
      expect((await host.put(`${baseURL}${path}/stage`, { headers, data })).status()).toBe(200);
    },
    async delete() {
      expect((await host.delete(baseURL + path, { headers })).status()).toBe(204);
    },
    async vote(...optionIds) {
      for (const optionId of optionIds) {
        const { token } = await join();
        const answer = await anyone.put(`${path}/activities/${activity.id}/response`, {
          headers: { authorization: `Bearer ${token}` },
          data: { answer: { optionId }, seq: 1 },
        });
        expect(answer.status(), await answer.text()).toBe(200);
      }
    },
    async screenPath() {
      const { token } = await post<{ token: string }>(`${path}/screen-tokens`);
      return `/screen/${event.id}#${token}`;
    },
  };
}

/** A phone of its own: nothing is shared with other pages. */
export async function aPhone(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    ...options,
  });
  return context.newPage();
}

/** Fails on any violation; moving parts are asked to hold still first. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** Nothing may ask for sideways scrolling. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/** What the console and the page complained about; empty is the only good answer. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is the test's subject, not a complaint of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return complaints;
}
