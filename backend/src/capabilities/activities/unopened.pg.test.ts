/** What was never opened tells nothing of itself, whatever is sent to it (W5). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, HOST_KEY, hostAt, join, respond, startApiHere, vote } from '../../../test/api.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

/** One that fits, and some that do not. */
const ANSWERS = [{ optionId: 'a' }, { optionId: 'z' }, { value: true }, { words: ['a'] }];

test('[W5] an answer to it is refused the same way whether it fits or not, in every state of the event', async () => {
  const host = hostAt(api.url);
  const { id: eventId, code } = await host.createEvent();
  const { id: activityId } = await host.createActivity(eventId);
  const refusals = async () =>
    new Set(
      await Promise.all(
        ANSWERS.map(async (answer) => {
          const { token } = await join(api.url, { code });
          const { status, body } = await respond(api.url, { eventId, activityId }, token, 1, answer);
          return `${status} ${(body as { code?: string }).code} ${'errors' in body}`;
        }),
      ),
    );
  expect([...(await refusals())]).toEqual(['409 event_not_started false']);
  await host.event(eventId, 'start');
  expect([...(await refusals())]).toEqual(['409 not_open_yet false']);
  await host.event(eventId, 'pause');
  expect([...(await refusals())]).toEqual(['409 event_paused false']);
  await host.event(eventId, 'start');
  await host.activity(eventId, activityId, 'open', { opensInMs: 10_000 });
  expect([...(await refusals())], 'announced').toEqual(['409 not_open_yet false']);
});

test('an answer that does not fit what is open is told why; the retry of a counted one is a success', async () => {
  const host = hostAt(api.url);
  const room = await host.openRoom();
  const { token } = await join(api.url, { code: room.code });
  const refused = await respond(api.url, room, token, 1, { optionId: 'z' });
  expect([refused.status, refused.body]).toMatchObject([400, { code: 'answer_invalid', errors: [{}] }]);
  expect((await vote(api.url, room, token, 2, 'a')).status).toBe(200);
  await host.activity(room.eventId, room.activityId, 'close');
  expect((await vote(api.url, room, token, 2, 'a')).body, '[W12]').toMatchObject({ status: 'saved' });
  const { rows } = await api.database.pool.query('select answer from response where event_id = $1', [
    room.eventId,
  ]);
  expect(rows).toEqual([{ answer: '{"optionId":"a"}' }]);
});

test('an activity that was deleted is unknown, whatever is sent', async () => {
  const host = hostAt(api.url);
  const room = await host.openRoom();
  const { token } = await join(api.url, { code: room.code });
  await respond(api.url, room, token, 1, { optionId: 'z' });
  const path = `${api.url}/v1/events/${room.eventId}/activities/${room.activityId}`;
  for (let n = 0; n < 2; n++) expect((await call('DELETE', path, { token: HOST_KEY })).status).toBe(204);
  for (const answer of ANSWERS)
    expect((await respond(api.url, room, token, 2, answer)).body).toMatchObject({
      code: 'activity_not_found',
    });
});
