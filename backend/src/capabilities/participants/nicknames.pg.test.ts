/** Nicknames: rude ones are refused, at joining and later; innocent ones that look alike are not. */
import { describe, expect, test } from 'vitest';
import { hostAt } from '../../../test/api.ts';
import { withTwoProcesses } from './testing.ts';

const { at, join, me, updateMe } = withTwoProcesses();

const RUDE = ['fucker', 'Arschloch', 'F U C K', 'sh1t', 'Wichser'];
const INNOCENT = ['Scunthorpe', 'Cassandra', 'Matsushita', 'Dr. Sommer', 'Essex', 'Şeyma', '王芳', '🦊'];

describe('[§3.4] a nickname', () => {
  test.each(RUDE)('that is rude is refused: %s', async (nickname) => {
    const { id, code } = await hostAt(at(0)).createEvent();
    const refused = await join({ code, nickname });
    expect([refused.status, refused.body.code]).toEqual([400, 'nickname_refused']);
    const { token } = (await join({ code, nickname: 'Robin' })).body;
    expect((await updateMe(id, token, { nickname })).body.code).toBe('nickname_refused');
    expect((await me(id, token)).body.participant.nickname).toBe('Robin');
  });

  test.each(INNOCENT)('that only looks like it is welcome: %s', async (nickname) => {
    const { code } = await hostAt(at(0)).createEvent();
    expect((await join({ code, nickname })).body.participant?.nickname).toBe(nickname);
  });

  test('is not judged where the event shows none', async () => {
    const { code } = await hostAt(at(0)).createEvent({ settings: { nicknames: 'off' } });
    expect((await join({ code, nickname: 'Arschloch' })).body.participant.nickname).toBeNull();
  });
});
