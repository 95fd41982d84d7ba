import type { EstimateAnswer } from '@plenum/protocol';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { answered, nothingAnswered, openActivity } from '../../parts/test-answers.ts';
import type { OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';

const settings = { min: 0, max: 10_000, step: 1, unit: 'trees' };
const result = { counts: {}, responses: 3, final: true };

afterEach(cleanup);

function drawn(own: OwnAnswerOf<EstimateAnswer>) {
  const activity = openActivity('estimate', settings, {
    state: 'closed',
    revealed: true,
    correct: { number: 4_218 },
  });
  render(<attendee.Result activityId="a" {...{ activity, settings, own, result }} />);
  return document.body.textContent ?? '';
}

test('without an own answer the verdict names the right number, and the result does not again', () => {
  const verdict = attendee.verdict(settings, { number: 4_218 }, null);
  expect(`${verdict?.text} ${drawn(nothingAnswered())}`.match(/4,218/g)).toHaveLength(1);
});

test('with one, where no verdict names it, the result does', () => {
  expect(attendee.verdict(settings, { number: 4_218 }, { number: 5_200 })).toBeNull();
  expect(drawn(answered({ number: 5_200 }))).toContain('4,218');
});
