/** Points given late, again, and taken back: whatever the order of acts, the board is the sum of what is shown. */
import type { ActivityResource, Leaderboard, Me } from '@plenum/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, getFeed, hostAt, join, respond, startApiHere } from '../../../test/api.ts';

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

const right = { optionIds: ['a'] };

/** A live event with flat questions, each answered rightly by one person and closed. */
async function aQuiz(questions: number, correct: object | undefined = right) {
  const host = hostAt(api.url);
  const event = await host.createEvent();
  await host.event(event.id, 'start');
  const { token, participant } = await join(api.url, { code: event.code });
  const ids: string[] = [];
  for (let n = 0; n < questions; n++) {
    const { id } = await host.createActivity(event.id, {
      kind: 'quiz',
      settings: { points: 'flat', options: ['a', 'b'].map((option) => ({ id: option, label: option })) },
      ...(correct && { correct }),
    });
    await host.activity(event.id, id, 'open', { opensInMs: 0 });
    await respond(api.url, { eventId: event.id, activityId: id }, token, 1, right);
    await host.activity(event.id, id, 'close');
    ids.push(id);
  }
  const path = (id: string) => `/${event.id}/activities/${id}`;
  return {
    ids: ids as [string, string],
    hide: (id: string) => host.activity(event.id, id, 'hide'),
    reveal: (id: string) => host.activity(event.id, id, 'reveal'),
    correct: (id: string, answer: object | null) => host.act('PATCH', path(id), { correct: answer }),
    remove: (id: string) => host.act('DELETE', path(id)).catch(() => null),
    secondRound: (id: string) =>
      host.act<ActivityResource>('POST', `${path(id)}/duplicate`, { isSecondRound: true }),
    /** One more of the same; not open yet. */
    async ask() {
      const { id } = await host.createActivity(event.id, {
        kind: 'quiz',
        settings: { points: 'flat', options: ['a', 'b'].map((option) => ({ id: option, label: option })) },
        correct: right,
      });
      return id;
    },
    async close(id: string) {
      await host.activity(event.id, id, 'open', { opensInMs: 0 });
      await host.activity(event.id, id, 'close');
    },
    async answerAndClose(id: string) {
      await host.activity(event.id, id, 'open', { opensInMs: 0 });
      await respond(api.url, { eventId: event.id, activityId: id }, token, 1, right);
      await host.activity(event.id, id, 'close');
    },
    kick: () => host.act('POST', `/${event.id}/participants/${participant.id}/remove`, {}),
    takeBack: () => host.act('POST', `/${event.id}/participants/${participant.id}/restore`),
    own: async () => (await call<Me>('GET', `${api.url}/v1/events/${event.id}/me`, { token })).body.standing,
    points: async () =>
      (await host.act<Leaderboard>('GET', `/${event.id}/leaderboard`)).items[0]?.points ?? null,
  };
}

test('[A2] streaks do not depend on the order of reveals', async () => {
  const quiz = await aQuiz(2);
  await quiz.reveal(quiz.ids[1]);
  expect(await quiz.points()).toBe(1_000);
  await quiz.reveal(quiz.ids[0]);
  expect(await quiz.points()).toBe(2_100);
});

test('[A2] what is right may be named after the reveal, corrected, and taken back', async () => {
  const quiz = await aQuiz(1, undefined);
  const [id] = quiz.ids;
  await quiz.correct(id, null);
  await quiz.reveal(id);
  expect(await quiz.points()).toBe(null);
  await quiz.correct(id, right);
  expect(await quiz.points()).toBe(1_000);
  await quiz.correct(id, { optionIds: ['b'] });
  expect(await quiz.points()).toBe(0);
  await quiz.correct(id, null);
  expect(await quiz.points()).toBe(null);
});

test('[A2] the second round’s reveal gives the first one’s points too', async () => {
  const quiz = await aQuiz(1);
  const { id } = await quiz.secondRound(quiz.ids[0]);
  await quiz.answerAndClose(id);
  await quiz.reveal(id);
  expect(await quiz.points()).toBe(2_100);
});

test('[A5] a question that is deleted takes its points with it', async () => {
  const quiz = await aQuiz(2);
  for (const id of quiz.ids) await quiz.reveal(id);
  await quiz.remove(quiz.ids[1]);
  expect(await quiz.points()).toBe(1_000);
});

test('[A2] a streak does not go on from a question that was deleted', async () => {
  const quiz = await aQuiz(2);
  for (const id of quiz.ids) await quiz.reveal(id);
  expect(await quiz.points()).toBe(2_100);
  await quiz.remove(quiz.ids[0]);
  expect(await quiz.points()).toBe(1_000);
});

test('who was removed by mistake comes back with what their answers brought, also meanwhile', async () => {
  const quiz = await aQuiz(2);
  await quiz.reveal(quiz.ids[0]);
  await quiz.kick();
  expect(await quiz.points(), 'while removed').toBe(null);
  await quiz.reveal(quiz.ids[1]);
  expect(await quiz.points(), 'while removed').toBe(null);
  await quiz.takeBack();
  expect(await quiz.points()).toBe(2_100);
  expect(await quiz.own()).toMatchObject({ points: 2_100, place: 1, players: 1 });
  await quiz.remove(quiz.ids[1]);
  expect(await quiz.points()).toBe(1_000);
});

test('[A2] corrected while it is hidden: the next reveal gives the points again', async () => {
  const quiz = await aQuiz(1, { optionIds: ['b'] });
  const [id] = quiz.ids;
  await quiz.reveal(id);
  expect(await quiz.points()).toBe(0);
  await quiz.hide(id);
  await quiz.correct(id, right);
  expect(await quiz.points(), 'nobody learns it before the reveal').toBe(0);
  await quiz.reveal(id);
  expect(await quiz.points()).toBe(1_000);
});

test('[A2] questions that are revealed at once give what they give one after the other', async () => {
  for (let round = 0; round < 8; round++) {
    const quiz = await aQuiz(3);
    await Promise.all(quiz.ids.map((id) => quiz.reveal(id)));
    expect(await quiz.points()).toBe(1_000 + 1_100 + 1_200);
    await Promise.all([quiz.remove(quiz.ids[0]), quiz.correct(quiz.ids[1], { optionIds: ['b'] })]);
    expect(await quiz.points()).toBe(1_000);
  }
});

test('[A5] a question that is deleted while it is revealed leaves no points behind', async () => {
  for (let round = 0; round < 10; round++) {
    const quiz = await aQuiz(1);
    await Promise.allSettled([quiz.reveal(quiz.ids[0]), quiz.remove(quiz.ids[0])]);
    expect(await quiz.points()).toBe(null);
  }
});

test('[A2] a question that nobody answered breaks no streak, however often points are given again', async () => {
  const quiz = await aQuiz(1);
  const unanswered = await quiz.ask();
  await quiz.close(unanswered);
  const last = await quiz.ask();
  await quiz.answerAndClose(last);
  for (const id of [quiz.ids[0], unanswered, last]) await quiz.reveal(id);
  expect(await quiz.points()).toBe(2_100);
  await quiz.correct(unanswered, { optionIds: ['b'] });
  expect(await quiz.points()).toBe(2_100);
});

test('[W5] what is right in a hidden question is told by its reveal, not by points of another one', async () => {
  const quiz = await aQuiz(2);
  for (const id of quiz.ids) await quiz.reveal(id);
  await quiz.hide(quiz.ids[1]);
  await quiz.correct(quiz.ids[1], { optionIds: ['b'] });
  await quiz.correct(quiz.ids[0], { optionIds: ['b'] });
  expect(await quiz.points(), 'the second one as it was').toBe(1_100);
  await quiz.reveal(quiz.ids[1]);
  expect(await quiz.points()).toBe(0);
});

test('[A2] questions that opened at one moment were asked in their order in the run of show', async () => {
  const host = hostAt(api.url);
  const event = await host.createEvent({ settings: { pace: 'self' } });
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { id } = await host.createActivity(event.id, {
      kind: 'quiz',
      settings: { points: 'flat', options: ['a', 'b'].map((option) => ({ id: option, label: option })) },
      correct: right,
    });
    ids.push(id);
  }
  await host.event(event.id, 'start');
  const { token } = await join(api.url, { code: event.code });
  for (const id of ids) {
    await respond(api.url, { eventId: event.id, activityId: id }, token, 1, right);
    await host.activity(event.id, id, 'close');
  }
  for (const id of ids.toReversed()) await host.activity(event.id, id, 'reveal');
  const { items } = await host.act<Leaderboard>('GET', `/${event.id}/leaderboard`);
  expect(items[0]?.points).toBe(3_300);
});

test('a team’s average on the room’s board follows who joins it, and what it is called', async () => {
  const host = hostAt(api.url);
  const teams = (...names: string[]) => ({
    teamMode: 'choose',
    teams: names.map((name) => ({ id: 'red', name })),
  });
  const event = await host.createEvent({ settings: teams('Red') });
  await host.event(event.id, 'start');
  const { id } = await host.createActivity(event.id, {
    kind: 'quiz',
    settings: { points: 'flat', options: ['a', 'b'].map((option) => ({ id: option, label: option })) },
    correct: right,
  });
  const { token } = await join(api.url, { code: event.code, teamId: 'red' });
  await host.activity(event.id, id, 'open', { opensInMs: 0 });
  await respond(api.url, { eventId: event.id, activityId: id }, token, 1, right);
  await host.activity(event.id, id, 'close');
  await host.activity(event.id, id, 'reveal');
  const board = async () => {
    const { body } = await getFeed(api.url, event.id);
    const entities = body.kind === 'snapshot' ? body.entities : [];
    return entities.find(([type]) => type === 'leaderboard')?.[2] as { teams: object[] };
  };
  expect((await board()).teams).toMatchObject([{ name: 'Red', points: 1_000, members: 1 }]);
  await join(api.url, { code: event.code, teamId: 'red' });
  await expect
    .poll(async () => (await board()).teams, { timeout: 5_000 })
    .toMatchObject([{ points: 500, members: 2 }]);
  await host.act('PATCH', `/${event.id}`, { settings: teams('Crimson') });
  await expect
    .poll(async () => (await board()).teams, { timeout: 5_000 })
    .toMatchObject([{ name: 'Crimson' }]);
});

test('5,000 players: a reveal ends within its deadline', async () => {
  const quiz = await aQuiz(1);
  const [id] = quiz.ids;
  const { pool } = api.database;
  await pool.query(
    `with people as (
       insert into participant (event_id, id) select a.event_id, gen_random_uuid() from activity a, generate_series(1, 5000) where a.id = $1
       returning event_id, id)
     insert into response (event_id, run, activity_id, participant_id, seq, answer, contributions)
     select event_id, 1, $1, id, 1, '{"optionIds":["a"]}', '{"a":1}' from people`,
    [id],
  );
  await quiz.reveal(id);
  expect(await quiz.points()).toBe(1_000);
});
