import type { ResultEntity, SurveyAnswer, SurveySettings } from '@plenum/protocol';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';
import { draft, movedPart, newPart } from './draft.ts';
import { loadHost } from './host.tsx';
import {
  firstUnanswered,
  partActivity,
  partOwn,
  partResult,
  partState,
  withAnswer,
  withoutAnswer,
} from './parts-of.ts';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const settings: SurveySettings = {
  parts: [
    {
      id: 'way',
      kind: 'single-choice',
      title: 'How did you get here?',
      settings: {
        options: [
          { id: 'tram', label: 'By tram' },
          { id: 'foot', label: 'On foot' },
        ],
      },
    },
    { id: 'word', kind: 'word-cloud', title: 'One word for tonight?', settings: { words: 1, lengthMax: 25 } },
  ],
};

function own(
  parts: Record<string, unknown> | null,
  change: Partial<OwnAnswerOf<SurveyAnswer>> = {},
): OwnAnswerOf<SurveyAnswer> {
  return {
    answer: parts && ({ parts } as SurveyAnswer),
    status: parts ? 'saved' : 'none',
    why: null,
    code: null,
    isInFeed: true,
    attempted: null,
    attemptedAt: null,
    isTakenBack: false,
    resultKey: null,
    ...change,
  };
}

function draw(mine: OwnAnswerOf<SurveyAnswer>, sent: unknown[] = []) {
  return (
    <attendee.Open
      activityId="a"
      activity={{ kind: 'survey', title: 'About tonight', settings } as never}
      settings={settings}
      own={mine}
      draftKey="survey"
      respond={(answer) => void sent.push(answer)}
      takeBack={() => void sent.push(null)}
      mayAnswer
      titleId="t"
      result={undefined}
    />
  );
}
const shown = () => screen.getByRole('heading', { level: 2 }).textContent;

test('each save sends all parts so far', async () => {
  const sent: unknown[] = [];
  await act(async () => void render(draw(own({ word: { words: ['lively'] } }), sent)));
  expect(shown()).toBe('How did you get here?');
  fireEvent.click(await screen.findByRole('button', { name: 'By tram' }));
  expect(sent).toEqual([{ parts: { word: { words: ['lively'] }, way: { optionId: 'tram' } } }]);
});

test('a page that comes back opens the first part that lacks an answer, and saving one does not move on', async () => {
  await act(async () => void render(draw(own({ way: { optionId: 'tram' } }))));
  expect(shown()).toBe('One word for tonight?');
  cleanup();
  const { rerender } = await act(async () => render(draw(own(null))));
  fireEvent.click(await screen.findByRole('button', { name: 'By tram' }));
  await act(async () => rerender(draw(own({ way: { optionId: 'tram' } }))));
  expect(shown()).toBe('How did you get here?');
});

test('any part is one press away, answered or not', async () => {
  await act(async () => void render(draw(own(null))));
  fireEvent.click(screen.getByRole('button', { name: 'Part 2' }));
  expect(shown()).toBe('One word for tonight?');
  await screen.findByLabelText('Your word');
});

test('taking one part back keeps the others; the last one takes the survey back', () => {
  const both = { parts: { way: { optionId: 'tram' }, word: { words: ['x'] } } } as SurveyAnswer;
  expect(withoutAnswer(both, 'way')).toEqual({ parts: { word: { words: ['x'] } } });
  expect(withoutAnswer({ parts: { way: {} } } as SurveyAnswer, 'way')).toBeNull();
  expect(withAnswer(null, 'way', 1)).toEqual({ parts: { way: 1 } });
});

test('parts that were stored stay saved while another one waits', () => {
  const stored = own({ way: { optionId: 'tram' } }).answer;
  const waiting = own(
    { way: { optionId: 'tram' }, word: { words: ['x'] } },
    { status: 'waiting', why: 'offline' },
  );
  const stateOf = (id: string) => partState(partOwn(waiting, stored, id));
  expect([stateOf('way'), stateOf('word')]).toEqual(['saved', 'waiting']);
  expect(partOwn(own({ way: {} }), own({ way: {} }).answer, 'word').status).toBe('none');
});

test('what came too late is told of the part it was, not of those before', () => {
  const late = own(
    { way: { optionId: 'tram' } },
    {
      status: 'too-late',
      attempted: { parts: { way: { optionId: 'tram' }, word: { words: ['x'] } } } as SurveyAnswer,
    },
  );
  expect(partOwn(late, late.answer, 'way').status).toBe('saved');
  expect(partOwn(late, late.answer, 'word').status).toBe('too-late');
});

test('the first part without an answer; none when all have one', () => {
  expect(firstUnanswered(settings.parts, own({ way: 1 }).answer)).toBe(1);
  expect(firstUnanswered(settings.parts, own({ way: 1, word: 1 }).answer)).toBe(2);
});

const result: ResultEntity = {
  counts: { way: 3, 'way/tram': 2, 'way/foot': 1, word: 1, 'word/lively': 1, complete: 1, ways: 9 },
  stats: { 'rate/': { count: 1, min: 1, max: 1, mean: 1, median: 1, q1: 1, q3: 1 } },
  responses: 3,
  final: true,
};

test('a part has the counts under its own name and nothing of its neighbours', () => {
  expect(partResult(result, 'way')).toEqual({ counts: { tram: 2, foot: 1 }, responses: 3, final: true });
  expect(partResult(result, 'rate').stats).toEqual({ '': result.stats?.['rate/'] });
  expect(partResult(result, 'rate').responses).toBe(0);
});

test('a part is asked as an activity of its own kind; nothing of it is right or wrong', () => {
  const part = settings.parts[0] as SurveySettings['parts'][number];
  const activity = partActivity(
    { kind: 'survey', title: 'T', settings, correct: 1, state: 'open' } as never,
    part,
  );
  expect(activity).toEqual({
    kind: 'single-choice',
    title: 'How did you get here?',
    settings: part.settings,
    state: 'open',
  });
});

test('a draft is stored as it was read, part by part', async () => {
  await loadHost();
  expect(draft.settingsOf(draft.of(settings, null))).toEqual(settings);
});

test('what is missing is asked for, with the part it is in', async () => {
  await loadHost();
  expect(draft.problem({ parts: [] })).toBe('Add at least one part.');
  const part = newPart('single-choice');
  expect(draft.problem({ parts: [part] })).toBe('Write the question of part 1.');
  expect(draft.problem({ parts: [{ ...part, title: 'Why?' }] })).toBe('Part 1: Write at least 2 options.');
});

test('a part moves one place; at the end it stays', async () => {
  await loadHost();
  const parts = [newPart('word-cloud'), newPart('open-text')];
  expect(movedPart(parts, 0, 1).map(({ kind }) => kind)).toEqual(['open-text', 'word-cloud']);
  expect(movedPart(parts, 1, 1)).toBe(parts);
});
