/** [S4] The brake on guessing: failures of one address count together in all processes; who knows the code never notices. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AppError } from '#/errors.ts';
import { aDatabase } from '../../test/support.ts';
import { createFailureLimit } from './failure-limit.ts';

const isUnknown = (error: unknown) => error instanceof AppError && error.code === 'code_unknown';
const wrong = async () => {
  throw new AppError('code_unknown');
};
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error) => (error instanceof AppError ? error.code : String(error)),
  );

interface Guess {
  address?: string;
  scope?: string;
  slows?: boolean;
  attempt?: () => Promise<unknown>;
}

async function twoProcesses() {
  const { pool } = await aDatabase();
  const limits = [createFailureLimit(pool, 'secret'), createFailureLimit(pool, 'secret')] as const;
  const guess = (
    n: number,
    { address = '192.0.2.1', scope = 'code', slows = false, attempt = wrong }: Guess = {},
  ) =>
    codeOf(
      (limits[n % 2] as (typeof limits)[0]).guard({ scope, address, slows, isFailure: isUnknown }, attempt),
    );
  // A minute that turns in the middle of the test begins to count anew.
  const { rows } = await pool.query('select extract(second from clock_timestamp())::float as second');
  if (rows[0].second > 57) await sleep((60.1 - rows[0].second) * 1000);
  return { pool, limits, guess };
}

test('the 21st failure in a minute is refused, whichever process counts; the right code still gets in', async () => {
  const { guess } = await twoProcesses();
  for (let n = 0; n < 20; n++) expect(await guess(n)).toBe('code_unknown');
  expect(await guess(0)).toBe('rate_limited');
  expect(await guess(1)).toBe('rate_limited');
  for (let n = 0; n < 30; n++)
    expect(await guess(n, { attempt: async () => 'in' }), 'a phone beside the guesser').toBe('ok');
  expect(await guess(0, { address: '192.0.2.2' }), 'another address').toBe('code_unknown');
  expect(await guess(0, { scope: 'passcode x' }), 'another lock').toBe('code_unknown');
});

test('thirty guesses at once are counted one by one', async () => {
  const { guess } = await twoProcesses();
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n)));
  expect(answers.filter((answer) => answer === 'rate_limited')).toHaveLength(10);
});

test('a passcode is looked at five times a second at most once the brake is on, also a right one', async () => {
  const { guess } = await twoProcesses();
  let looked = 0;
  const attempt = async () => {
    looked++;
    return wrong();
  };
  const passcode = { scope: 'passcode x', slows: true, attempt };
  for (let n = 0; n < 21; n++) await guess(0, passcode);
  expect(looked).toBe(21);
  const startedAt = Date.now();
  for (let n = 0; n < 100; n++) expect(await guess(0, passcode)).toBe('rate_limited');
  const passed = 5 + ((Date.now() - startedAt) / 1000) * 5 + 1;
  expect(looked - 21).toBeLessThanOrEqual(passed);
  await sleep(400);
  expect(
    await guess(0, { ...passcode, attempt: async () => 'in' }),
    'the right one, once it is its turn',
  ).toBe('ok');
});

test('the refusal says when to come back; other errors count nothing; no address is stored', async () => {
  const { pool, limits, guess } = await twoProcesses();
  const ended = async () => Promise.reject(new AppError('event_ended'));
  for (let n = 0; n < 25; n++) expect(await guess(n, { attempt: ended })).toBe('event_ended');
  for (let n = 0; n < 20; n++) expect(await guess(n)).toBe('code_unknown');
  const guarded = { scope: 'code', address: '192.0.2.1', slows: false, isFailure: isUnknown };
  const refusal = await limits[0].guard(guarded, wrong).catch((error) => error);
  expect(refusal.retryAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
  const { rows } = await pool.query('select * from failure_window');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('192.0.2');
});
