/**
 * `npm run pictures`: the pictures of the README, taken of the real product with a room of people who really voted.
 * Writes docs/pictures/*.png.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { aRoom, type Room } from '../frontend/e2e/support.ts';
import { findChromium } from './chromium.ts';
import { takeKinds } from './pictures-kinds.ts';
import { freePort } from './ports.ts';
import { ROOT, startProduct } from './product.ts';

const FOLDER = join(ROOT, 'docs/pictures');
const MORE = [
  ['How did you get here today?', 'On foot', 'By bike', 'By bus or train', 'By car'],
  ['How many trees stand in the old town?', 'About 900', 'About 4,200', 'About 15,000'],
];
const STILL_THINKING = 19;
const VOTES = { crossings: 24, buses: 17, trees: 12, lanes: 7 };

const dataDir = await mkdtemp(join(tmpdir(), 'plenum-pictures-'));
const product = await startProduct({
  ...process.env,
  DATABASE_URL: undefined,
  DATA_DIR: dataDir,
  PLENUM_EPHEMERAL: '1',
  PORT: String(await freePort()),
  DEMO: '0',
  LOG_LEVEL: 'warn',
});
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  env: { ...(process.env as Record<string, string>), ...env },
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
});
try {
  await mkdir(FOLDER, { recursive: true });
  await takeAll(browser, product.url.replace('localhost', '127.0.0.1'));
} finally {
  await browser.close();
  await product.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const phone = await pageOf(browser, 390, 844, 'light');
  const dark = await pageOf(browser, 390, 844, 'dark');
  const screen = await pageOf(browser, 1920, 1080, 'dark');
  const host = await pageOf(browser, 1440, 900, 'light');
  await host.context().request.post(`${url}/v1/auth/sign-up/email`, {
    headers: { origin: url },
    data: { name: 'Host', email: 'host@example.org', password: 'a phrase for pictures' },
  });
  const room = await aRoom(url, { nicknames: 'off' }, host.context().request);

  for (const [title, ...labels] of MORE) {
    await host.context().request.post(`${url}/v1/events/${room.event.id}/activities`, {
      headers: { origin: url },
      data: { kind: 'single-choice', title, settings: { options: labels.map((label) => ({ label })) } },
    });
  }

  await screen.goto(url + (await room.screenPath()));
  await phone.goto(url);
  await phone.getByLabel('Event code').waitFor();
  await take(phone, 'phone-join');
  for (const page of [phone, dark]) await page.goto(`${url}/j/${room.event.code}`);
  await crowd(room);
  await screen.getByText('people joined', { exact: false }).waitFor();
  await screen.waitForTimeout(2_500);
  await take(screen, 'screen-join');

  await phone.getByRole('button', { name: 'Night buses every 20 minutes' }).click();
  await dark.getByRole('button', { name: 'Safer crossings near schools' }).click();
  for (const page of [phone, dark]) await page.getByRole('main').getByText('Saved.').waitFor();
  await room.stage('activity');
  await host.goto(`${url}/host/events/${room.event.id}`);
  for (const page of [phone, screen, host]) await page.waitForTimeout(3_500);
  await take(phone, 'phone-saved');
  await take(host, 'host-open');

  await room.act('close');
  await room.act('reveal');
  await dark.getByText('Final. The count can no longer change.').waitFor();
  await screen.getByText('final', { exact: false }).first().waitFor();
  await take(dark, 'phone-results-dark');
  await take(screen, 'screen-results');

  const answering = await aRoom(url, { nicknames: 'optional' }, host.context().request);
  await screen.goto(url + (await answering.screenPath()));
  await takeKinds(url, host.context().request, answering, screen, take);
}

/** Joins and votes; the question opens in between, so that the projector is seen with the room still coming in. */
async function crowd(room: Room): Promise<void> {
  await room.act('open');
  await room.vote(...Object.entries(VOTES).flatMap(([option, people]) => Array<string>(people).fill(option)));
  for (let person = 0; person < STILL_THINKING; person++) await room.join();
  await room.stage('join');
}

async function pageOf(
  browser: Browser,
  width: number,
  height: number,
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    deviceScaleFactor: width < 500 ? 2 : 1,
  });
  return context.newPage();
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}
