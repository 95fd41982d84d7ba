import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokens, deriveKey } from './tokens.ts';

const tokens = createTokens('a-secret-of-at-least-32-characters');
const eventId = randomUUID();
const participantId = randomUUID();

describe('[S1] participant tokens', () => {
  test('say who it is in which event', () => {
    expect(tokens.verifyParticipantToken(tokens.mintParticipantToken(eventId, participantId))).toEqual({
      eventId,
      participantId,
    });
  });

  test('are the same every time, so that a repeated join gets its token again', () => {
    expect(tokens.mintParticipantToken(eventId, participantId)).toBe(
      tokens.mintParticipantToken(eventId, participantId),
    );
  });

  test('fit into 66 characters', () => {
    expect(tokens.mintParticipantToken(eventId, participantId)).toHaveLength(66);
  });

  test('any change of any character voids them', () => {
    const token = tokens.mintParticipantToken(eventId, participantId);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'ABCabc019-_=. '), (at, character) => {
        const forged = token.slice(0, at) + character + token.slice(at + 1);
        return forged === token || tokens.verifyParticipantToken(forged) === null;
      }),
      { numRuns: 1000 },
    );
  });

  test('nothing a stranger makes up is valid, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.base64String()), (text) => {
        return tokens.verifyParticipantToken(text) === null && tokens.verifyScreenToken(text) === null;
      }),
    );
  });

  test('another secret does not accept them', () => {
    const other = createTokens('another-secret-of-32-characters-or-more');
    expect(other.verifyParticipantToken(tokens.mintParticipantToken(eventId, participantId))).toBeNull();
  });
});

describe('screen tokens', () => {
  test('name the event', () => {
    expect(tokens.verifyScreenToken(tokens.mintScreenToken(eventId))).toEqual({ eventId });
  });

  test('are not participant tokens, and the other way round', () => {
    expect(tokens.verifyParticipantToken(tokens.mintScreenToken(eventId))).toBeNull();
    expect(tokens.verifyScreenToken(tokens.mintParticipantToken(eventId, participantId))).toBeNull();
  });
});

test('keys of different purposes differ', () => {
  expect(deriveKey('secret', 'a').equals(deriveKey('secret', 'b'))).toBe(false);
});
