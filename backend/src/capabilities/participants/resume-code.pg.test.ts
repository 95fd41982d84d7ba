/** Personal codes: the same person in another browser, and nobody else. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hostAt, vote } from '../../../test/api.ts';
import { withTwoProcesses } from './testing.ts';

const { at, sql, join, me, resumeCode } = withTwoProcesses();
const host = () => hostAt(at(0));

/** Somebody with a name, an answer and a personal code. */
async function somebody(more: object = {}) {
  const room = await host().openRoom();
  const { participant, token } = (await join({ code: room.code, nickname: 'Amira', ...more })).body;
  await vote(at(0), room, token, 1, 'b');
  const reply = await resumeCode(room.eventId, token);
  expect(reply.status, reply.text).toBe(201);
  return { room, participant, token, own: reply.body.code };
}

describe('a personal code', () => {
  test('typed into another browser makes it the same person with the same answers', async () => {
    const { room, participant, token, own } = await somebody();
    expect(own).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    const other = await join({ code: room.code, resumeCode: own, nickname: 'Somebody else' }, 1);
    expect(other.status).toBe(201);
    expect(other.body).toMatchObject({ participant, token });
    const [here, there] = [await me(room.eventId, token), await me(room.eventId, other.body.token, 1)];
    expect(there.body.responses).toEqual(here.body.responses);
    expect(there.body.responses).toMatchObject([{ answer: { optionId: 'b' } }]);
  });

  test('is typed as people type', async () => {
    const { room, participant, own } = await somebody();
    const typed = ` ${own.slice(0, 4).toLowerCase()}-${own.slice(4)} `;
    expect((await join({ code: room.code, resumeCode: typed })).body.participant).toEqual(participant);
  });

  test('still opens after the end, for oneself only', async () => {
    const { room, participant, own } = await somebody();
    await host().event(room.eventId, 'end');
    expect((await join({ code: room.code, resumeCode: own }, 1)).body.participant).toEqual(participant);
    expect((await join({ code: room.code }, 1)).body.code).toBe('event_ended');
  });

  test('is void once there is a new one, and nothing in another event', async () => {
    const { room, token, participant, own } = await somebody();
    const { code: second } = (await resumeCode(room.eventId, token, 1)).body;
    expect((await join({ code: room.code, resumeCode: own })).body.code).toBe('resume_code_unknown');
    expect((await join({ code: room.code, resumeCode: second })).body.participant).toEqual(participant);
    const elsewhere = await host().openRoom();
    const reply = await join({ code: elsewhere.code, resumeCode: second });
    expect([reply.status, reply.body.code]).toEqual([404, 'resume_code_unknown']);
  });

  test('does not replace the passcode', async () => {
    const event = await host().createEvent({ passcode: 'sesame!' });
    const { token } = (await join({ code: event.code, passcode: 'sesame!' })).body;
    const { code: own } = (await resumeCode(event.id, token)).body;
    expect((await join({ code: event.code, resumeCode: own })).body.code).toBe('passcode_required');
    expect((await join({ code: event.code, resumeCode: own, passcode: 'sesame!' })).status).toBe(201);
  });

  test('decides over the join key, which stays unbound: sent again it is the same person, without the code somebody new', async () => {
    const { room, participant, own } = await somebody();
    const joinKey = randomBytes(16).toString('base64url');
    const both = { code: room.code, resumeCode: own, joinKey };
    for (const n of [0, 1, 0]) expect((await join(both, n)).body.participant).toEqual(participant);
    const { body: without } = await join({ code: room.code, joinKey });
    expect(without.participant.id).not.toBe(participant.id);
  });

  test('[S6] is stored as a keyed hash only', async () => {
    const { room, own, participant } = await somebody();
    const { rows } = await sql().query('select p::text as row from participant p where event_id = $1', [
      room.eventId,
    ]);
    expect(rows[0].row).toContain(participant.id);
    expect(rows[0].row).not.toContain(own);
    expect(rows[0].row).not.toContain(Buffer.from(own).toString('hex'));
  });
});

test('[S4] who guesses personal codes meets the brake, in both processes', async () => {
  const { room, participant, own } = await somebody();
  const guess = (n: number) =>
    join({ code: room.code, resumeCode: randomBytes(4).toString('hex').replaceAll(/[01]/g, 'Z') }, n);
  const statuses: number[] = [];
  for (let n = 0; n < 60; n++) statuses.push((await guess(n)).status);
  expect(new Set(statuses)).toEqual(new Set([404, 429]));
  // Some 20 a minute; a minute may have begun in between.
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(40);
  // A brake, not a lock: the right code passes, if slower.
  await expect
    .poll(async () => (await join({ code: room.code, resumeCode: own })).body.participant, { timeout: 5_000 })
    .toEqual(participant);
});
