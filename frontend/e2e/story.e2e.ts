/** One event, told from the first click: a host with a browser, a phone, a late phone and a projector. Nothing goes through the API alone. */
import { expect, type Page, test } from '@playwright/test';
import { aPhone, complaintsOf, expectAccessible, expectNoSidewaysScroll } from './support.ts';

test.describe.configure({ timeout: 120_000 });

async function signUp(host: Page, email: string): Promise<void> {
  await host.goto('/host/sign-up');
  await host.getByLabel('Your name').fill('Host of the assembly');
  await host.getByLabel('E-mail').fill(email);
  await host.getByLabel('Password', { exact: true }).fill('a long enough phrase');
  await host.getByRole('button', { name: 'Create account' }).click();
  await expect(host).toHaveURL(/\/host\/?$/);
}

test('a host opens, a phone votes, the projector moves, the host closes, a late vote is refused', async ({
  browser,
}) => {
  const host = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const complaints = complaintsOf(host);

  // Prepare.
  await signUp(host, `host-${Date.now()}@example.org`);
  await expect(host.getByText('No events yet. Create the first one.')).toBeVisible();
  await expectAccessible(host);
  await host
    .getByRole('link', { name: 'New event' })
    .or(host.getByRole('button', { name: 'New event' }))
    .first()
    .click();
  await host.getByLabel('Title').fill('Lakeside City Assembly');
  await host.getByRole('radio', { name: /No names/ }).click();
  await expectAccessible(host);
  await host.getByRole('button', { name: 'Create event' }).click();
  await expect(host).toHaveURL(/\/host\/events\//);
  await expect(host.getByText('What do you want to ask the room?')).toBeVisible();
  await expectAccessible(host);

  await host
    .getByRole('button', { name: /Choice/ })
    .first()
    .click();
  await host.getByLabel('Question').fill('What should the city fix first?');
  await host.getByLabel('Option A', { exact: true }).fill('Safer crossings near schools');
  await host.getByLabel('Option B', { exact: true }).fill('Night buses every 20 minutes');
  await host.getByLabel('Option B', { exact: true }).press('Enter');
  await host.getByLabel('Option C', { exact: true }).fill('Repair the bike lanes');
  await expectAccessible(host);
  await host.getByRole('button', { name: 'Add activity' }).last().click();
  // Saved: whoever starts before that stays in the editor.
  await expect(host).toHaveURL(/activity=/);

  // Start: the projector shows the code, phones come in.
  await host.getByRole('button', { name: 'Start event' }).click();
  await expect(host.getByRole('button', { name: /Open voting/ })).toBeVisible();
  const opened = host.waitForEvent('popup');
  await host
    .getByRole('button', { name: 'Open screen' })
    .or(host.getByRole('link', { name: 'Open screen' }))
    .first()
    .click();
  const screen = await opened;
  await screen.setViewportSize({ width: 1920, height: 1080 });
  const spoken = await screen.getByLabel(/^Code /).getAttribute('aria-label');
  const code = (spoken ?? '').replace(/^Code |\s/g, '');
  await expectAccessible(screen);

  const [phone, late] = [await aPhone(browser), await aPhone(browser)];
  for (const one of [phone, late]) {
    await one.goto('/');
    await one.getByLabel('Event code').fill(code);
    await one.getByRole('button', { name: 'Join' }).click();
    await expect(one.getByRole('heading', { name: 'You’re in' })).toBeVisible();
  }
  await expect(screen.getByText('2 people joined', { exact: false })).toBeVisible();

  // Open by keyboard; nobody sees a result yet.
  await host.locator('body').press('o');
  await expect(phone.getByRole('heading', { name: 'What should the city fix first?' })).toBeVisible();
  await expect(screen.getByRole('heading', { name: 'What should the city fix first?' })).toBeVisible();
  await expect(late.getByRole('heading', { name: 'What should the city fix first?' })).toBeVisible();
  await late.context().setOffline(true);
  await phone.getByRole('button', { name: 'Night buses every 20 minutes' }).click();
  await expect(phone.getByRole('main').getByText('Saved.')).toBeVisible();
  await expect(screen.getByRole('main')).toContainText(/1\s*of 2 answered/);
  await expect(screen.getByText('Results are hidden for now')).toBeVisible();
  await expect(host.getByText('Only hosts see this')).toBeVisible();
  await expectAccessible(host);
  await expectAccessible(screen);
  await late.getByRole('button', { name: 'Safer crossings near schools' }).click();

  // Close: final for everybody.
  await host.locator('body').press('c');
  await expect(phone.getByText('Results show when the host reveals them.')).toBeVisible();
  await late.context().setOffline(false);
  await expect(late.getByRole('main').getByText('Your answer came too late')).toBeVisible({
    timeout: 30_000,
  });

  await host.getByRole('button', { name: /Reveal results/ }).click();
  await expect(phone.getByText('Final. The count can no longer change.')).toBeVisible();
  await expect(screen.locator('body')).toContainText(/1 answer · final/);
  await expectAccessible(host);
  await expectAccessible(screen);

  // End.
  await host.getByRole('button', { name: 'End event' }).click();
  await expectAccessible(host);
  await host.getByRole('alertdialog').getByRole('button', { name: 'End event' }).click();
  await expect(phone.getByRole('heading', { name: 'Thank you' })).toBeVisible({ timeout: 15_000 });
  // The last picture stays on the wall; the invitation goes.
  await expect(screen.getByRole('img', { name: /QR code/ })).toHaveCount(0, { timeout: 15_000 });
  await expect(screen.locator('body')).toContainText(/1 answer · final/);
  expect(complaints).toEqual([]);
});

test('two windows of the same host see each other’s acts, and the control room works on a phone in German and dark', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    locale: 'de-DE',
  });
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto('/host/sign-up');
  await one.getByLabel('Ihr Name').fill('Host');
  await one.getByLabel('E-Mail').fill(`zwei-${Date.now()}@example.org`);
  await one.getByLabel('Passwort', { exact: true }).fill('ein langer Satz genügt');
  await one.locator('form').getByRole('button').last().click();
  await expect(one).toHaveURL(/\/host\/?$/);

  const session = context.request;
  const origin = new URL(one.url()).origin;
  const headers = { origin };
  const event = await (
    await session.post(`${origin}/v1/events`, { headers, data: { title: 'Rathaus' } })
  ).json();
  const path = `${origin}/v1/events/${event.id}`;
  await session.post(`${path}/activities`, {
    headers,
    data: {
      kind: 'single-choice',
      title: 'Was zuerst?',
      settings: { options: [{ label: 'Bus' }, { label: 'Bahn' }] },
    },
  });
  await session.post(`${path}/start`, { headers });

  for (const page of [one, two]) await page.goto(`/host/events/${event.id}`);
  for (const page of [one, two]) {
    await expect(page.getByText('Was zuerst?').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await one
    .getByRole('button', { name: /öffnen/i })
    .first()
    .click();
  await expect(two.getByRole('button', { name: /schließen/i }).first()).toBeVisible({ timeout: 10_000 });
  await expectAccessible(two);
});

test('a wrong password says so, keeps the address and clears the password; a stranger sees no event', async ({
  browser,
}) => {
  const host = await (await browser.newContext()).newPage();
  const email = `wrong-${Date.now()}@example.org`;
  await signUp(host, email);
  await host.context().clearCookies();
  await host.goto('/host/sign-in');
  await host.getByLabel('E-mail').fill(email);
  await host.getByLabel('Password', { exact: true }).fill('not the right phrase');
  await host.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(
    host.getByRole('main').getByText('E-mail and password do not match. Check both and try again.'),
  ).toBeVisible();
  await expect(host.getByLabel('E-mail')).toHaveValue(email);
  await expect(host.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(host.getByLabel('Password', { exact: true })).toBeFocused();
  await expectAccessible(host);
  await host.goto('/host/events/0199a3c0-7e00-7000-8000-000000000001');
  await expect(host).toHaveURL(/\/host\/sign-in/);
});
