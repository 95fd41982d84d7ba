/** Teams: chosen or assigned, balanced whoever asks, and as they were from the first points on. */
import { describe, expect, test } from 'vitest';
import { hostAt } from '../../../test/api.ts';
import { withTwoProcesses } from './testing.ts';

const { at, sql, join, me, updateMe, updateEvent, remove, list } = withTwoProcesses();
const TEAMS = ['red', 'green', 'blue'].map((id) => ({ id, name: `Team ${id}` }));

async function anEventWith(teamMode: 'off' | 'choose' | 'assigned', isLive = true, teams = TEAMS) {
  const host = hostAt(at(0));
  const event = await host.createEvent({ settings: { teamMode, teams } });
  if (isLive) await host.event(event.id, 'start');
  return event;
}

const sizes = async (eventId: string) => {
  const { rows } = await sql().query<{ team: string | null; size: number }>(
    `select team_id as team, count(*)::int as size from participant
      where event_id = $1 and banned_at is null group by 1 order by 1 nulls last`,
    [eventId],
  );
  return Object.fromEntries(rows.map(({ team, size }) => [String(team), size]));
};

/** A first question was scored. */
const award = (eventId: string, participantId: string) =>
  sql().query('insert into standing (event_id, run, participant_id, points) values ($1, 1, $2, 1000)', [
    eventId,
    participantId,
  ]);

describe('where teams are chosen', () => {
  test('everybody says which, or none, and may change it', async () => {
    const { id, code } = await anEventWith('choose');
    const { participant, token } = (await join({ code, teamId: 'red' })).body;
    expect(participant.teamId).toBe('red');
    expect((await join({ code }, 1)).body.participant.teamId).toBeNull();
    expect((await updateMe(id, token, { teamId: 'blue' }, 1)).body).toMatchObject({
      teamId: 'blue',
      nickname: null,
    });
    expect((await updateMe(id, token, { nickname: 'Robin' })).body).toMatchObject({
      teamId: 'blue',
      nickname: 'Robin',
    });
    expect((await me(id, token)).body.participant).toMatchObject({ teamId: 'blue', nickname: 'Robin' });
    expect((await list(id)).body.items.map(({ teamId }) => teamId)).toEqual(['blue', null]);
    expect((await updateMe(id, token, { teamId: null })).body.teamId).toBeNull();
  });

  test('an unknown team is refused, at joining and later', async () => {
    const { id, code } = await anEventWith('choose');
    const { token } = (await join({ code })).body;
    expect((await join({ code, teamId: 'pink' })).body.code).toBe('team_unknown');
    expect((await updateMe(id, token, { teamId: 'pink' })).body.code).toBe('team_unknown');
  });

  test('from the first points on nobody changes teams, and teams stay teams', async () => {
    const { id, code } = await anEventWith('choose');
    const { participant, token } = (await join({ code, teamId: 'red' })).body;
    await award(id, participant.id);
    expect((await updateMe(id, token, { teamId: 'blue' })).body.code).toBe('settings_frozen');
    expect((await updateMe(id, token, { teamId: 'red', nickname: 'Robin' })).status).toBe(200);
    expect((await updateEvent(id, { settings: { teamMode: 'off' } })).body.code).toBe('settings_frozen');
    // Late joiners score from where they join.
    expect((await join({ code, teamId: 'blue' })).body.participant.teamId).toBe('blue');
  });
});

describe('where teams are assigned', () => {
  test('they stay within one of each other, whoever asks which process, and whatever they wish', async () => {
    const { id, code } = await anEventWith('assigned');
    const answers = await Promise.all(
      Array.from({ length: 61 }, (_, n) =>
        join({ code, ...(n % 3 && { teamId: 'red' }), ...(n % 2 && { nickname: 'Robin' }) }, n),
      ),
    );
    // In settings' order: the first of equal teams gets the next.
    expect(await sizes(id)).toEqual({ red: 21, green: 20, blue: 20 });
    const told = answers.map(({ body }) => body.participant.teamId);
    expect(told.filter((team) => team === 'red')).toHaveLength(21);
    expect(told).not.toContain(null);
  });

  test('nobody changes their team, and who was removed leaves a place', async () => {
    const { id, code } = await anEventWith('assigned');
    const people = [];
    for (let n = 0; n < 4; n++) people.push((await join({ code }, n)).body);
    expect(people.map(({ participant }) => participant.teamId)).toEqual(['red', 'green', 'blue', 'red']);
    const [, green] = people as [unknown, (typeof people)[0]];
    expect((await updateMe(id, green.token, { teamId: 'red' })).body.code).toBe('settings_frozen');
    await remove(id, green.participant.id);
    expect((await join({ code })).body.participant.teamId).toBe('green');
  });

  test('whoever is there when assigning begins gets a team too', async () => {
    const { id, code } = await anEventWith('off', false);
    await Promise.all(Array.from({ length: 7 }, (_, n) => join({ code }, n)));
    expect(await sizes(id)).toEqual({ null: 7 });
    expect((await updateEvent(id, { settings: { teamMode: 'assigned' } })).status).toBe(200);
    expect(await sizes(id)).toEqual({ red: 3, green: 2, blue: 2 });
  });
});

describe('removing a team', () => {
  const without = (team: string) => ({ settings: { teams: TEAMS.filter(({ id }) => id !== team) } });

  test('before the start its people are without one, or get another', async () => {
    const chosen = await anEventWith('choose', false);
    await join({ code: chosen.code, teamId: 'red' });
    expect((await updateEvent(chosen.id, without('red'))).status).toBe(200);
    expect(await sizes(chosen.id)).toEqual({ null: 1 });

    const assigned = await anEventWith('assigned', false);
    for (let n = 0; n < 6; n++) await join({ code: assigned.code });
    expect((await updateEvent(assigned.id, without('red'))).status).toBe(200);
    expect(await sizes(assigned.id)).toEqual({ green: 3, blue: 3 });
  });

  test('while the event is live only an empty one goes; names may change and teams be added', async () => {
    const { id, code } = await anEventWith('choose');
    await join({ code, teamId: 'red' });
    expect((await updateEvent(id, without('red'))).body.code).toBe('settings_frozen');
    expect((await updateEvent(id, without('blue'))).status).toBe(200);
    const teams = [
      { id: 'red', name: 'Rot' },
      { id: 'pink', name: 'Pink' },
    ];
    expect((await updateEvent(id, { settings: { teams } })).body.settings).toMatchObject({ teams });
    expect(await sizes(id)).toEqual({ red: 1 });
  });

  test('at the moment somebody joins it through another process: nobody ends in a team that is not there', async () => {
    const statuses = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const { id, code } = await anEventWith('choose');
      const [joins, removal] = await Promise.all([
        Promise.all([0, 1, 1].map((n) => join({ code, teamId: 'red' }, round + n))),
        updateEvent(id, without('red'), round + 1),
      ]);
      const inside = joins.filter(({ status }) => status === 201);
      for (const { status, text } of joins) if (status !== 201) expect(text).toContain('team_unknown');
      expect([200, 409], removal.text).toContain(removal.status);
      expect(inside.length > 0).toBe(removal.status === 409);
      expect(await sizes(id)).toEqual(inside.length > 0 ? { red: inside.length } : {});
      statuses.add(`${removal.status}`);
    }
  });

  test('two teams of one id are no teams', async () => {
    const { id } = await anEventWith('choose', false);
    const teams = [
      { id: 'red', name: 'Red' },
      { id: 'red', name: 'Rot' },
    ];
    const reply = await updateEvent(id, { settings: { teams } });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('/settings/teams/1/id');
  });
});

test('[W16] the leaderboard has less than 4 KB, whatever teams and people are called', async () => {
  const teams = Array.from({ length: 20 }, (_, n) => ({
    id: `${n}`.padStart(36, 'x'),
    name: 'n'.repeat(40),
  }));
  const { id, code } = await anEventWith('choose', true, teams);
  const refused = await join({ code, nickname: '"'.repeat(31) });
  expect(refused.body, 'as JSON writes it').toMatchObject({ code: 'request_invalid' });
  for (let n = 0; n < 10; n++) {
    const nickname = n % 2 ? '"'.repeat(30) : 'ü'.repeat(30);
    const { status, text, body } = await join({ code, nickname, teamId: teams[n]?.id });
    expect(status, text).toBe(201);
    // 500 questions for double points, each with the largest bonus.
    await sql().query(
      'insert into standing (event_id, run, participant_id, points) values ($1, 1, $2, 1300000)',
      [id, body.participant.id],
    );
  }
  await sql().query('update participant set nickname_number = 99999 where event_id = $1', [id]);
  await sql().query('select quiz_publish($1, 1000)', [id]);
  const { rows } = await sql().query(
    `select body from feed_entity where event_id = $1 and audience = 'attendee' and type = 'leaderboard'`,
    [id],
  );
  expect(rows[0].body.top).toHaveLength(10);
  expect(rows[0].body.teams).toHaveLength(20);
  // What a hundred thousand members, and a question's id, would add.
  const more = 20 * 4 + 34 + 4 + 2;
  expect(Buffer.byteLength(JSON.stringify(rows[0].body)) + more).toBeLessThanOrEqual(4_096);
});
