import type { EstimateAnswer, EstimateSettings } from '@plenum/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropDraft } from '../../parts/local-drafts.ts';
import type { OpenProps, OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';
import { draft } from './draft.ts';

const KEY = 'p1:1:a1';
const settings: EstimateSettings = { min: 0, max: 100_000, step: 1, unit: 'trees' };
const none: OwnAnswerOf<EstimateAnswer> = {
  answer: null,
  status: 'none',
  why: null,
  code: null,
  isInFeed: true,
  attempted: null,
  attemptedAt: null,
  isTakenBack: false,
  resultKey: null,
};

beforeEach(() => {
  localStorage.clear();
  dropDraft(KEY);
});
afterEach(cleanup);

function open(change: Partial<OpenProps<EstimateSettings, EstimateAnswer>> = {}) {
  const sent: EstimateAnswer[] = [];
  const activity = { kind: 'estimate', title: 'How many trees?', settings } as never;
  const props = {
    activityId: 'a1',
    activity,
    settings,
    own: none,
    draftKey: KEY,
    mayAnswer: true,
    titleId: 't',
  };
  render(
    <attendee.Open
      {...props}
      result={undefined}
      respond={(answer) => sent.push(answer)}
      takeBack={() => {}}
      {...change}
    />,
  );
  return sent;
}
const type = (text: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value: text } });
const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send my estimate' });

test('what is typed with separators is said as it is understood, and sent as a number', () => {
  const sent = open();
  type('5,200');
  expect(document.body.textContent).not.toContain('Read as');
  type('5200,0');
  expect(document.body.textContent).toContain('Read as 5,200 trees.');
  send().click();
  expect(sent).toEqual([{ number: 5_200 }]);
});

test('Enter sends', () => {
  const sent = open();
  type('42');
  const form = screen.getByRole('textbox').closest('form') as HTMLFormElement;
  fireEvent.submit(form);
  expect(sent).toEqual([{ number: 42 }]);
  type('100001');
  fireEvent.submit(form);
  expect(sent).toHaveLength(1);
});

test.each([
  ['100001', 'Type a number from 0 to 100,000.'],
  ['5.2', 'Type a whole number.'],
  ['many', 'Type only a number, like 100,000.'],
])('%s cannot be sent, and the field says why', (text, why) => {
  open();
  type(text);
  expect(document.body.textContent).toContain(why);
  expect(send().disabled).toBe(true);
});

test('it stays as typed until the field is left, then it is grouped', () => {
  open();
  type('5200');
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('5200');
  fireEvent.blur(screen.getByRole('textbox'));
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('5,200');
});

test('what cannot be answered yet is readable and has no field', () => {
  open({ mayAnswer: false });
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(document.body.textContent).toContain('A whole number from 0 to 100,000.');
});

const activity = { kind: 'estimate', settings, correct: { number: 4_218 } } as never;
const result = {
  counts: { '2500': 40, '5000': 20 },
  stats: { '': { count: 60, min: 2_600, max: 5_400, mean: 3_800, median: 3_900, q1: 3_000, q3: 5_000 } },
  responses: 60,
  final: true,
};

test('the result is heard as sentences', () => {
  expect(attendee.describeResult(activity, result, { number: 5_200 })).toBe(
    'The right number is 4,218 trees. You said 5,200 trees, off by 982. The middle of the room is 3,900 trees.',
  );
});

test('only the exact number has a verdict; how far off is a number', () => {
  expect(attendee.verdict(settings, { number: 4_218 }, { number: 4_218 })).toEqual({
    is: 'right',
    text: 'You hit it.',
  });
  expect(attendee.verdict(settings, { number: 4_218 }, { number: 5_200 })).toBeNull();
  expect(attendee.verdict(settings, undefined, { number: 5_200 })).toBeNull();
});

test('the result shows the right number, how far off, and the middle of the room', () => {
  render(
    <attendee.Result
      activityId="a1"
      activity={activity}
      settings={settings}
      result={result}
      own={{ ...none, answer: { number: 5_200 }, status: 'saved' }}
    />,
  );
  expect(document.body.textContent).toContain('4,218trees · the right number');
  expect(document.body.textContent).toContain('You were off by982 trees');
  expect(document.body.textContent).toContain('Middle of the room3,900 trees');
});

test('what a host wrote comes back as it was stored', () => {
  const own = draft.of(settings, { number: 4_218 });
  expect(draft.problem(own)).toBeNull();
  expect(draft.settingsOf(own)).toEqual(settings);
  expect(draft.correctOf(own)).toEqual({ number: 4_218 });
});

test('a range that cannot be is asked for again', () => {
  const own = draft.empty();
  expect(draft.problem({ ...own, max: 0 })).toBe('The highest number must be above the lowest.');
  expect(draft.problem({ ...own, step: 0 })).toBe('Type how large a step is, above 0.');
  expect(draft.problem({ ...own, max: 'unread' })).toBe('Type the highest number.');
  expect(draft.problem({ ...own, right: 3.5 })).toBe('The right number must be one that people can type.');
});
