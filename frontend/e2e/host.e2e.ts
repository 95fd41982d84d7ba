/** The control room by hand: a list that becomes activities, two hosts on one event, a long run of show, words of the crowd. */
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { ActivityResource, CreateActivity } from '@plenum/protocol';
import { aRoom, complaintsOf, expectAccessible, OPTIONS, type Room, type RoomWish } from './support.ts';

interface HostRoom extends Room {
  readonly page: Page;
  readonly complaints: string[];
  add(activity: CreateActivity): Promise<ActivityResource>;
  /** As the server has it now. */
  stored(id?: string): Promise<ActivityResource>;
  /** The titles in their order, as the server has them. */
  titles(): Promise<string[]>;
  /** The same host in another browser: nothing is shared but the account. */
  another(): Promise<Page>;
  goto(page: Page, search?: string): Promise<void>;
}

/** An event of a host who signed up in this browser. */
async function aHostRoom(browser: Browser, baseURL: string, wish: RoomWish = {}): Promise<HostRoom> {
  const context = await aDesk(browser);
  const headers = { origin: baseURL };
  const account = {
    name: 'Somebody',
    email: `host-${Date.now()}-${Math.random()}@example.org`,
    password: 'a long password of this test',
  };
  const signedUp = await context.request.post(`${baseURL}/v1/auth/sign-up/email`, { headers, data: account });
  expect(signedUp.ok(), await signedUp.text()).toBe(true);
  const room = await aRoom(baseURL, wish, context.request);
  const path = `${baseURL}/v1/events/${room.event.id}/activities`;
  const page = await context.newPage();
  return {
    ...room,
    page,
    complaints: complaintsOf(page),
    async add(activity) {
      const answer = await context.request.post(path, { headers, data: activity });
      expect(answer.status(), await answer.text()).toBe(201);
      return answer.json();
    },
    stored: async (id = room.activity.id) => (await context.request.get(`${path}/${id}`)).json(),
    async titles() {
      const { items } = (await (await context.request.get(path)).json()) as { items: ActivityResource[] };
      return items.sort((one, two) => one.position - two.position).map(({ title }) => title);
    },
    async another() {
      const other = await aDesk(browser, await context.storageState());
      return other.newPage();
    },
    goto: async (on, search = '') => void (await on.goto(`/host/events/${room.event.id}${search}`)),
  };
}

function aDesk(
  browser: Browser,
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1440, height: 900 },
    ...(storageState && { storageState }),
  });
}

test('a list is read, put right, added once although the first answer got lost, and taken back', async ({
  browser,
  baseURL,
}) => {
  const room = await aHostRoom(browser, baseURL as string, { isDraft: true });
  const { page, complaints } = room;
  await room.goto(page, '?mode=import');
  const csv = [
    'Question,Kind,A,B,Correct',
    'How did you get here?,Choice,On foot,,',
    'Which ocean is the largest?,Quiz,Atlantic,Pacific,E',
    '"Tea, or coffee?",Choice,Tea,Coffee,',
  ].join('\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Check 3 rows' }).click();
  await expect(page.getByRole('heading', { name: '1 of 3 rows are ready' })).toBeFocused();
  await page.getByRole('button', { name: 'Add one' }).click();
  await page.keyboard.type('By bike');
  await page.keyboard.press('Enter');
  await page.getByLabel(/Which answer is right/).selectOption('2');
  await expect(page.getByRole('heading', { name: '3 of 3 rows are ready' })).toBeVisible();
  await expectAccessible(page);

  await page.route(
    '**/activities/import',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  const add = page.getByRole('button', { name: 'Import 3 activities' });
  await add.click();
  await expect(page.getByRole('alert')).toHaveText(/Nothing was added\./);
  await add.click();
  const added = page.getByRole('region', { name: 'Just added' });
  await expect(added).toHaveText(/3 activities added\./);
  await expect(page.getByRole('navigation', { name: 'Run of show' })).toContainText('Tea, or coffee?');
  expect(await room.titles()).toEqual([
    room.activity.title,
    'How did you get here?',
    'Which ocean is the largest?',
    'Tea, or coffee?',
  ]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(added).toBeHidden();
  await expect.poll(() => room.titles()).toEqual([room.activity.title]);
  expect(complaints).toEqual([]);
});

test('two hosts write at once and lose nothing; what was answered meanwhile comes back', async ({
  browser,
  baseURL,
}) => {
  const room = await aHostRoom(browser, baseURL as string);
  const { page, complaints } = room;
  const other = await room.another();
  const search = `?activity=${room.activity.id}&mode=edit`;
  await Promise.all([room.goto(page, search), room.goto(other, search)]);
  const question = page.getByLabel('Question', { exact: true });
  await question.press('Home');
  // The other one's notes are stored while this one is still writing.
  await page.keyboard.type('So: ');
  await other.getByLabel(/^Notes/).fill('Ask the back row');
  await expect.poll(async () => (await room.stored()).hostNotes).toBe('Ask the back row');
  await page.keyboard.type('now, ');
  await expect.poll(async () => (await room.stored()).title).toBe(`So: now, ${room.activity.title}`);
  await expect(page.getByLabel(/^Notes/)).toHaveValue('Ask the back row');
  await expect(question).toBeFocused();
  await page.keyboard.type('and here: ');
  await expect(other.getByLabel('Question', { exact: true })).toHaveValue(
    `So: now, and here: ${room.activity.title}`,
  );
  expect((await room.stored()).hostNotes).toBe('Ask the back row');

  // Somebody answers before this page hears of it.
  await room.act('open');
  await page.route(/\/feed/, () => {}, { times: 1 });
  await room.vote('lanes');
  await page.getByRole('button', { name: 'Remove option D' }).click();
  await expect(page.getByText('People have already answered.', { exact: false })).toBeVisible();
  await expect(page.getByLabel('Option D', { exact: true })).toHaveValue('Repair the bike lanes');
  await page.getByLabel('Option A', { exact: true }).fill('Safer crossings');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await room.stored()).settings)
    .toMatchObject({ options: [{ label: 'Safer crossings' }, {}, {}, { id: 'lanes' }] });
  expect(complaints).toEqual([]);
});

test('whoever presses second learns that it is done, and by whom; nothing else happens', async ({
  browser,
  baseURL,
}) => {
  const room = await aHostRoom(browser, baseURL as string);
  const { page, complaints } = room;
  const next = await room.add({ kind: 'true-false', title: 'Was it clear?', settings: {} });
  const after = await room.add({ kind: 'true-false', title: 'Was it long?', settings: {} });
  const other = await room.another();
  await room.act('open');
  await Promise.all([room.goto(page), room.goto(other)]);
  for (const one of [page, other])
    await expect(one.getByRole('button', { name: /Close voting/ })).toBeVisible();

  const main = page.getByRole('main');
  // This page hears of nothing from now on; the other host is faster.
  await page.route(/\/feed/, () => {});
  await other.keyboard.press('c');
  await expect(other.getByRole('button', { name: /Reveal results/ })).toBeVisible();
  await page.keyboard.press('c');
  await expect(main.getByText('Already closed. Nothing else happened.')).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(main.getByText('Another host closed', { exact: false })).toBeVisible({ timeout: 20_000 });

  // Twice onwards there, once here: the step that was meant is over.
  await page.route(/\/feed/, () => {});
  await other.keyboard.press('n');
  await expect(other.getByRole('heading', { name: 'Was it clear?' })).toBeVisible();
  await other.waitForTimeout(700);
  await other.keyboard.press('n');
  await expect(other.getByRole('heading', { name: 'Was it long?' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(main.getByText('Already done by another host.', { exact: false })).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  expect([(await room.stored(next.id)).state, (await room.stored(after.id)).state]).toEqual([
    'closed',
    'open',
  ]);
  expect(complaints).toEqual([]);
});

test('a long run of show is put in order with the keyboard, and goes along with what is chosen', async ({
  browser,
  baseURL,
}) => {
  const room = await aHostRoom(browser, baseURL as string, { isDraft: true, question: 'Number 1' });
  const { page, complaints } = room;
  for (let number = 2; number <= 24; number++) {
    await room.add({ kind: 'single-choice', title: `Number ${number}`, settings: { options: OPTIONS } });
  }
  await room.goto(page);
  const list = page.getByRole('navigation', { name: 'Run of show' });
  const row = (number: number) => list.getByRole('button', { name: new RegExp(`Number ${number}\\b`) });
  await row(2).focus();
  await page.keyboard.press('Space');
  await expect(list.getByText('moving')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(list.getByText('It was 2.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list.getByText('moving')).toBeHidden();
  expect((await room.titles()).slice(0, 3)).toEqual(['Number 1', 'Number 2', 'Number 3']);
  await row(2).press('Alt+ArrowDown');
  await expect
    .poll(async () => (await room.titles()).slice(0, 3))
    .toEqual(['Number 1', 'Number 3', 'Number 2']);

  await row(3).press('Enter');
  const more = page.getByRole('main').getByRole('button', { name: 'More for this activity' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  await page.getByRole('spinbutton', { name: 'Place' }).fill('24');
  await page.keyboard.press('Enter');
  await expect(more).toBeFocused();
  await expect.poll(async () => (await room.titles()).at(-1)).toBe('Number 3');
  await expect(row(3)).toBeInViewport();
  await row(1).press('Enter');
  await expect(row(1)).toBeInViewport();
  expect(complaints).toEqual([]);
});

test('pictures that nobody described are counted before the start, and stop nobody', async ({
  browser,
  baseURL,
}) => {
  const room = await aHostRoom(browser, baseURL as string, { isDraft: true });
  const { page } = room;
  const image = { id: '0198a1b2-0000-7000-8000-000000000000', width: 640, height: 480 };
  const { id } = await room.add({
    kind: 'single-choice',
    title: 'Which square feels better?',
    settings: {
      options: [
        { label: 'Trees', image },
        { label: 'Stone', image: { ...image, alt: 'An open square of stone' } },
      ],
    },
  });
  await room.goto(page);
  await expect(page.getByText('1 picture has no description.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Describe it' }).click();
  await expect(page).toHaveURL(new RegExp(`activity=${id}`));
  await page.getByRole('button', { name: 'Start event' }).click();
  await expect(page.getByRole('button', { name: /Open voting/ })).toBeVisible();
  await expect(page.getByText('1 picture has no description.')).toBeHidden();
});
