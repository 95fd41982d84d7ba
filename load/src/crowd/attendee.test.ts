import { describe, expect, test } from 'vitest';
import { anAttendee, delayOf, hearAnswer, hearFailure, queryOf } from './attendee.ts';

const body = (answer: object) =>
  Buffer.from(JSON.stringify({ committedAt: 1, pollAfterMs: 2_500, entities: [], ...answer }));
const delta = (from: string, cursor: string) => body({ kind: 'delta', from, cursor });
const snapshot = (cursor: string) => body({ kind: 'snapshot', cursor });
const reset = (at: string, spreadMs = 5_000) =>
  body({ kind: 'reset', reason: 'epoch', snapshot: at, spreadMs });

/** One that stands at `cursor`. */
function standing(cursor: string) {
  const attendee = anAttendee(7);
  hearAnswer(attendee, snapshot(cursor));
  return attendee;
}

describe('an attendee of the crowd', () => {
  test('joins by a snapshot and then asks from its cursor', () => {
    const attendee = anAttendee(7);
    expect(queryOf(attendee)).toBe('');
    hearAnswer(attendee, snapshot('epoch1.5'));
    expect(queryOf(attendee)).toBe('?since=epoch1.5');
  });

  test.each([
    ['a delta that spans it', delta('epoch1.3', 'epoch1.9'), 'epoch1.9'],
    ['a delta from its own cursor', delta('epoch1.5', 'epoch1.6'), 'epoch1.6'],
    ['a delta that begins later', delta('epoch1.6', 'epoch1.9'), 'epoch1.5'],
    ['a delta that ends earlier', delta('epoch1.2', 'epoch1.4'), 'epoch1.5'],
    ['a delta of another epoch', delta('epoch2.1', 'epoch2.9'), 'epoch1.5'],
    ['an older snapshot', snapshot('epoch1.4'), 'epoch1.5'],
    ['a newer snapshot', snapshot('epoch1.8'), 'epoch1.8'],
    ['a snapshot of another epoch', snapshot('epoch2.1'), 'epoch2.1'],
  ])('[W1] %s', (_name, answer, cursor) => {
    const attendee = standing('epoch1.5');
    expect(hearAnswer(attendee, answer)).toBe(true);
    expect(attendee.cursor).toBe(cursor);
  });

  test('[W1] after a reset it fetches the snapshot named, within the spread, and takes no other', () => {
    const attendee = standing('epoch1.5');
    hearAnswer(attendee, reset('epoch2.8'));
    expect(queryOf(attendee)).toBe('?at=epoch2.8');
    expect(delayOf(attendee)).toBeLessThanOrEqual(5_000);
    hearAnswer(attendee, snapshot('epoch1.6'));
    hearAnswer(attendee, delta('epoch1.5', 'epoch1.7'));
    expect(queryOf(attendee)).toBe('?at=epoch2.8');
    hearAnswer(attendee, snapshot('epoch2.9'));
    expect(queryOf(attendee)).toBe('?since=epoch2.9');
  });

  test('[W1] a room that is reset at once comes back spread out', () => {
    const delays = Array.from({ length: 1_000 }, (_, seed) => {
      const attendee = anAttendee(seed);
      hearAnswer(attendee, reset('epoch2.8'));
      return delayOf(attendee) as number;
    });
    for (const edge of [0, 1_000, 2_000, 3_000, 4_000]) {
      expect(delays.filter((delay) => delay >= edge && delay < edge + 1_000).length).toBeGreaterThan(120);
    }
  });

  test('[W9] it asks again after what it was told, give or take a fifth', () => {
    const attendee = standing('epoch1.5');
    for (let n = 0; n < 200; n++) {
      const delay = delayOf(attendee);
      expect(delay).toBeGreaterThanOrEqual(2_000);
      expect(delay).toBeLessThanOrEqual(3_000);
    }
    hearAnswer(attendee, body({ kind: 'delta', from: 'epoch1.5', cursor: 'epoch1.5', pollAfterMs: 0 }));
    expect(delayOf(attendee)).toBe(null);
  });

  test('[W9] after a Retry-After never sooner, and not all in step', () => {
    const delays = Array.from({ length: 200 }, (_, seed) => {
      const attendee = anAttendee(seed);
      hearFailure(attendee, '4');
      return delayOf(attendee) as number;
    });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(1_000);
  });

  test('a page of HTML is a failure, not an answer', () => {
    const attendee = standing('epoch1.5');
    expect(hearAnswer(attendee, Buffer.from('<html>'))).toBe(false);
    expect(hearAnswer(attendee, Buffer.from('{"kind":"captive"}'))).toBe(false);
    expect(attendee.cursor).toBe('epoch1.5');
  });
});
