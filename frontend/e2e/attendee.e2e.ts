/** A phone in the room: join, vote, change, take back, be late, lose the network. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import {
  aPhone,
  aRoom,
  complaintsOf,
  expectAccessible,
  expectNoSidewaysScroll,
  INSECURE_HOST,
} from './support.ts';

test('a person joins by code, votes with one tap, changes it and takes it back', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string, { nicknames: 'optional' });
  const phone = await aPhone(browser);
  const complaints = complaintsOf(phone);

  await phone.goto('/');
  await phone.getByLabel('Event code').fill('ZZZZZ9');
  await phone.getByRole('button', { name: 'Join' }).click();
  await expect(phone.getByText('No event has this code. Check the screen and try again.')).toBeVisible();
  await expect(phone.getByLabel('Event code')).toBeFocused();
  await expectAccessible(phone);

  // As it is typed off a screen: lower case, with a space.
  await phone
    .getByLabel('Event code')
    .fill(`${room.event.code.slice(0, 3)} ${room.event.code.slice(3)}`.toLowerCase());
  await phone.getByRole('button', { name: 'Join' }).click();
  await expect(phone.getByRole('heading', { name: 'Add a nickname?' })).toBeVisible();
  await expectAccessible(phone);
  await phone.getByRole('button', { name: 'Join without a name' }).click();
  await expect(phone.getByRole('heading', { name: 'You’re in' })).toBeVisible();
  await expectAccessible(phone);

  await room.act('open');
  await expect(phone.getByRole('heading', { name: 'What should the city fix first?' })).toBeVisible();
  await expectAccessible(phone);
  const buses = phone.getByRole('button', { name: 'Night buses every 20 minutes' });
  await buses.click();
  await expect(buses).toHaveAttribute('aria-pressed', 'true');
  await expect(phone.getByRole('main').getByText('Saved.')).toBeVisible();
  await expectAccessible(phone);

  await phone.getByRole('button', { name: 'Repair the bike lanes' }).click();
  await expect(buses).toHaveAttribute('aria-pressed', 'false');
  await expect(phone.getByText('1 answered')).toBeVisible();
  await phone.getByRole('button', { name: 'Take my answer back' }).click();
  await expect(phone.getByRole('main').getByText('Taken back.')).toBeVisible();
  await expect(phone.getByText('1 answered')).toBeHidden();
  expect(complaints).toEqual([]);
});

test('[W5] nothing of a hidden result reaches a phone before the reveal; then it shows bars that add to 100', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string, {
    correct: 'buses',
    explanation: 'They already run on Fridays.',
  });
  const phone = await aPhone(browser);
  await phone.goto(`/j/${room.event.code}`);
  await room.act('open');
  await room.vote('crossings', 'crossings', 'buses', 'trees', 'lanes', 'lanes', 'lanes');
  await phone.getByRole('button', { name: 'Night buses every 20 minutes' }).click();
  await expect(phone.getByText('8 answered')).toBeVisible();
  await room.act('close');
  await expect(phone.getByText('Results show when the host reveals them.')).toBeVisible();
  await expect(phone.getByText('%')).toHaveCount(0);
  await expect(phone.getByText('They already run on Fridays.')).toHaveCount(0);

  await room.act('reveal');
  await expect(phone.getByText('Your answer', { exact: true })).toBeVisible();
  await expect(phone.getByText('They already run on Fridays.')).toBeVisible();
  const bars = await phone.getByRole('main').getByRole('listitem').filter({ hasText: '%' }).allInnerTexts();
  expect(bars).toHaveLength(4);
  expect(bars.map((text) => Number(/(\d+)%/.exec(text)?.[1])).reduce((sum, value) => sum + value, 0)).toBe(
    100,
  );
  await expect(phone.getByText('Final. The count can no longer change.')).toBeVisible();
  await expectAccessible(phone);
});

test('a tap without a network waits, says so, and is counted once when the network is back', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string, { resultVisibility: 'always' });
  await room.act('open');
  const phone = await aPhone(browser);
  await phone.goto(`/j/${room.event.code}`);
  await expect(phone.getByRole('button', { name: 'Shade and trees on squares' })).toBeVisible();

  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: 'Shade and trees on squares' }).click();
  await expect(phone.getByRole('main').getByText('Waiting to send.')).toBeVisible();
  await expect(
    phone.locator('[data-slot=banner]').getByText('You’re offline. 1 answer waiting.'),
  ).toBeVisible({ timeout: 20_000 });
  await expectAccessible(phone);

  await phone.context().setOffline(false);
  await expect(phone.getByRole('main').getByText('Saved.', { exact: false }).first()).toBeVisible({
    timeout: 20_000,
  });
  await expect(phone.getByText('1 answered')).toBeVisible();
});

test('an answer whose acknowledgement was lost is counted once, also after a reload', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string);
  await room.act('open');
  const phone = await aPhone(browser);
  await phone.goto(`/j/${room.event.code}`);
  // The request reaches the server; its answer never reaches the phone.
  await phone.route('**/response', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await phone.getByRole('button', { name: 'Repair the bike lanes' }).click();
  await expect(phone.getByRole('main').getByText('Waiting to send.')).toBeVisible();
  await phone.unroute('**/response');
  await phone.reload();
  await expect(phone.getByRole('button', { name: 'Repair the bike lanes' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(phone.getByRole('main').getByText('Saved.')).toBeVisible({ timeout: 20_000 });
  await expect(phone.getByText('1 answered')).toBeVisible();
});

test('a vote that comes after the close is told so and not counted', async ({ browser, baseURL }) => {
  const room = await aRoom(baseURL as string);
  await room.act('open');
  const phone = await aPhone(browser);
  await phone.goto(`/j/${room.event.code}`);
  await expect(phone.getByRole('button', { name: 'Night buses every 20 minutes' })).toBeVisible();
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: 'Night buses every 20 minutes' }).click();
  await expect(phone.getByRole('main').getByText('Waiting to send.')).toBeVisible();
  await room.vote('crossings');
  await room.act('close');
  await phone.context().setOffline(false);
  await expect(phone.getByRole('main').getByText('Your answer came too late')).toBeVisible({
    timeout: 20_000,
  });
  await room.act('reveal');
  // Under five answers there are counts and no percentages.
  await expect(phone.getByRole('main').getByText('1 answer', { exact: true })).toBeVisible();
  await expectAccessible(phone);
});

test('results after the own answer show to those who answered, and to nobody else', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string, { resultVisibility: 'after-own-response' });
  await room.act('open');
  await room.vote('crossings', 'buses', 'buses', 'trees', 'lanes');
  const [voter, watcher] = [await aPhone(browser), await aPhone(browser)];
  await voter.goto(`/j/${room.event.code}`);
  await watcher.goto(`/j/${room.event.code}`);
  await voter.getByRole('button', { name: 'Night buses every 20 minutes' }).click();
  await expect(voter.getByText('50%')).toBeVisible();
  await expect(watcher.getByText('6 answered')).toBeVisible();
  await expect(watcher.getByText('%')).toHaveCount(0);
});

test('a passcode and a required nickname are asked for; the same name twice gets a number', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string, { passcode: 'lake-2026', nicknames: 'required' });
  await room.join('Amira');
  const phone = await aPhone(browser);
  await phone.goto(`/j/${room.event.code}`);
  await phone.getByLabel('Passcode', { exact: true }).fill('something');
  await phone.getByRole('button', { name: 'Continue' }).click();
  await expect(phone.getByText('That passcode is not right. Check it and try again.')).toBeVisible();
  await expectAccessible(phone);
  await phone.getByLabel('Passcode', { exact: true }).fill('lake-2026');
  await phone.getByRole('button', { name: 'Continue' }).click();
  await phone.getByLabel('Nickname').fill('Amira');
  await phone.getByRole('button', { name: /^Join/ }).click();
  await expect(phone.getByText('You are Amira 2 here, because another Amira came first.')).toBeVisible();
});

test('[S7] on a plain http name that is no localhost, joining and voting work the same', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string);
  await room.act('open');
  const phone = await aPhone(browser);
  const origin = (baseURL as string).replace(/127\.0\.0\.1|localhost/, INSECURE_HOST);
  await phone.goto(`${origin}/j/${room.event.code}`);
  expect(await phone.evaluate(() => window.isSecureContext)).toBe(false);
  await phone.getByRole('button', { name: 'Safer crossings near schools' }).click();
  await expect(phone.getByRole('main').getByText('Saved.')).toBeVisible();
});

test('the event ends, is deleted, or was never there: each says so', async ({ browser, baseURL }) => {
  const room = await aRoom(baseURL as string);
  const phone = await aPhone(browser);
  await phone.goto(`/j/${room.event.code}`);
  await expect(phone.getByRole('heading', { name: 'You’re in' })).toBeVisible();
  await room.actOnEvent('end');
  await expect(phone.getByRole('heading', { name: 'Thank you' })).toBeVisible({ timeout: 10_000 });
  await expectAccessible(phone);
  await room.delete();
  await phone.reload();
  await expect(phone.getByRole('main').getByText('This event has been deleted.')).toBeVisible();
  await phone.goto('/e/0199a3c0-7e00-7000-8000-00000000dead');
  await expect(phone.getByRole('main').getByText('No event is here. Check the link.')).toBeVisible();
  await expectAccessible(phone);
});

for (const [name, width, height] of [
  ['small phone', 320, 568],
  ['phone', 390, 844],
  ['tablet', 820, 1180],
  ['desk', 1440, 900],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`very long words stay inside a ${name}, ${colorScheme}, in German`, async ({ browser, baseURL }) => {
      const room = await aRoom(baseURL as string, {
        question:
          'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz oder Grundstücksverkehrsgenehmigungszuständigkeit?',
        options: [
          {
            id: 'a',
            label: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft '
              .repeat(2)
              .slice(0, 140),
          },
          { id: 'b', label: 'Ja' },
        ],
        resultVisibility: 'always',
      });
      await room.act('open');
      await room.vote('a', 'a', 'a', 'b', 'b');
      const phone = await aPhone(browser, { viewport: { width, height }, colorScheme, locale: 'de-DE' });
      await phone.goto(`/j/${room.event.code}`);
      await phone.getByRole('button', { name: /Ja$/ }).click();
      await expect(phone.getByRole('main').getByText('Gespeichert.')).toBeVisible();
      await expectNoSidewaysScroll(phone);
      await expectAccessible(phone);
    });
  }
}

test('the JavaScript of a phone that joins and votes stays within 160 KB, compressed', async ({
  browser,
  baseURL,
}) => {
  const room = await aRoom(baseURL as string);
  await room.act('open');
  const phone = await aPhone(browser);
  const sizes: Promise<number>[] = [];
  phone.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js'))
      sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await phone.goto(`/j/${room.event.code}`);
  await phone.getByRole('button', { name: 'Night buses every 20 minutes' }).click();
  await expect(phone.getByRole('main').getByText('Saved.')).toBeVisible();
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(160_000);
});
