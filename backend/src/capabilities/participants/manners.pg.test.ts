/** Answers to those who can do nothing here: the event was deleted, or they only ask what they could. */
import { expect, test } from 'vitest';
import { call, hostAt } from '../../../test/api.ts';
import { withTwoProcesses } from './testing.ts';

const { at, join, me, updateMe, resumeCode } = withTwoProcesses();

test('[§3.4] a deleted event is gone for who was in it too', async () => {
  const event = await hostAt(at(0)).createEvent();
  const { token } = (await join({ code: event.code })).body;
  await hostAt(at(0)).act('DELETE', `/${event.id}`);
  const gone = { status: 410, body: { code: 'event_gone' } };
  for (const n of [0, 1]) {
    expect(await me(event.id, token, n)).toMatchObject(gone);
    expect(await updateMe(event.id, token, { nickname: 'Robin' }, n)).toMatchObject(gone);
    expect(await resumeCode(event.id, token, n)).toMatchObject(gone);
  }
});

test('[W11] an OPTIONS that is no preflight is answered as one, not with a text', async () => {
  const reply = await call('OPTIONS', `${at(0)}/v1/join`);
  expect([reply.status, reply.text]).toEqual([204, '']);
  expect(reply.headers.get('access-control-allow-origin')).toBe('*');
});
