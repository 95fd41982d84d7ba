import type { OpenTextAnswer, OwnEntry } from '@plenum/protocol';
import { emptyFeed } from '@plenum/protocol/client';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';
import { keptOrder, ordered, textProblem, textState, textsIn } from './texts-of.ts';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const settings = { texts: 2, lengthMax: 20, upvotes: true };
const none = {
  answer: null,
  status: 'none',
  why: null,
  code: null,
  isInFeed: true,
  attempted: null,
  attemptedAt: null,
  isTakenBack: false,
  resultKey: null,
} as OwnAnswerOf<OpenTextAnswer>;

function draw(sent: unknown[], draftKey: string) {
  render(
    <attendee.Open
      activityId="a"
      activity={{} as never}
      settings={settings}
      own={none}
      draftKey={draftKey}
      respond={(answer) => void sent.push(answer)}
      takeBack={() => {}}
      mayAnswer
      titleId="t"
      result={undefined}
    />,
  );
  return screen.getByLabelText('Your text');
}

test('Enter sends the text without the space a keyboard leaves behind it', () => {
  const sent: unknown[] = [];
  const field = draw(sent, 't1');
  expect(document.body.textContent).toContain('2 texts left · up to 20 characters');
  fireEvent.change(field, { target: { value: 'Slower cars ' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent).toEqual([{ texts: ['Slower cars'] }]);
});

test('a text that is too long stays, is told, and is not sent', () => {
  const sent: unknown[] = [];
  const field = draw(sent, 't2');
  fireEvent.change(field, { target: { value: 'x'.repeat(21) } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(screen.getByRole('alert').textContent).toBe('That is 21 characters; 20 fit.');
  expect(sent).toEqual([]);
});

test('what is half written survives the page', () => {
  fireEvent.change(draw([], 't3'), { target: { value: 'Half a' } });
  cleanup();
  expect((draw([], 't3') as HTMLTextAreaElement).value).toBe('Half a');
});

test('the same text is not written twice', () => {
  expect(textProblem('Trees ', ['Trees'], 20)).toBe('You have written this already.');
  expect(textProblem('', ['Trees'], 20)).toBeNull();
});

const text = (id: string, createdAt: number) => ({
  id,
  activityId: 'a',
  part: '',
  text: id,
  author: null,
  createdAt,
});

test('texts stand by upvotes, of equal ones the newer first, or simply by age', () => {
  const texts = [text('old', 1), text('new', 3), text('best', 2)];
  const scores: Record<string, number> = { best: 5, old: 1, new: 1 };
  const ids = (order: 'top' | 'newest') => ordered(texts, order, (id) => scores[id] ?? 0).map(({ id }) => id);
  expect(ids('top')).toEqual(['best', 'new', 'old']);
  expect(ids('newest')).toEqual(['new', 'best', 'old']);
});

test('votes move nothing that is being read; what is new comes behind, or in front of the newest', () => {
  expect(keptOrder(['a', 'b', 'c'], ['c', 'd', 'a'], 'top')).toEqual(['a', 'c', 'd']);
  expect(keptOrder(['a', 'b'], ['d', 'b', 'a'], 'newest')).toEqual(['d', 'a', 'b']);
});

test('a part of a survey has only its own texts', () => {
  const { id: _id, ...entry } = text('x', 1);
  const feed = {
    ...emptyFeed,
    entities: new Map([
      [
        'entry',
        new Map<string, unknown>([
          ['1', entry],
          ['2', { ...entry, part: 'p1' }],
          ['3', { ...entry, activityId: 'b', part: 'p1' }],
        ]),
      ],
    ]),
  };
  expect(textsIn(feed, 'a', '').map(({ id }) => id)).toEqual(['1']);
  expect(textsIn(feed, 'a', 'p1').map(({ id }) => id)).toEqual(['2']);
});

test('my text says where it is: on its way, in review, shown, set aside', () => {
  const entry = (status: OwnEntry['status']) => ({ id: 'e', activityId: 'a', part: '', text: 'x', status });
  expect(textState('x', [], 'waiting', undefined, false)).toBe('waiting');
  expect(textState('x', ['x'], 'waiting', undefined, false)).toBe('saved');
  expect(textState('x', ['x'], 'saved', entry('pending'), false)).toBe('pending');
  // The feed is ahead of `/me`, which is not asked again.
  expect(textState('x', ['x'], 'saved', entry('pending'), true)).toBe('live');
  expect(textState('x', ['x'], 'saved', entry('dismissed'), false)).toBe('dismissed');
  expect(textState('x', ['x'], 'saved', entry('approved'), false)).toBe('approved');
});
