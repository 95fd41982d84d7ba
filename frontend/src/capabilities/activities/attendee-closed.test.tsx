import type { SurveyAnswer, SurveySettings, WordCloudAnswer } from '@plenum/protocol';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AttendeeClosed } from './attendee-closed.tsx';
import type { OwnAnswerOf } from './kinds/kind.ts';
import { attendee as openText } from './kinds/open-text/attendee.tsx';
import { attendee as singleChoice } from './kinds/single-choice/attendee.tsx';
import { attendee as survey } from './kinds/survey/attendee.tsx';
import { attendee as wordCloud } from './kinds/word-cloud/attendee.tsx';
import { readDraft, writeDraft } from './parts/local-drafts.ts';
import { answered, nothingAnswered, openActivity } from './parts/test-answers.ts';

const KEY = 'p1:1:a1';
const parts = [
  {
    id: 'way',
    kind: 'single-choice',
    title: 'Your way here?',
    settings: {
      options: [
        { id: 'tram', label: 'By tram' },
        { id: 'foot', label: 'On foot' },
      ],
    },
  },
  { id: 'word', kind: 'word-cloud', title: 'One word?', settings: { words: 3, lengthMax: 25 } },
  { id: 'rest', kind: 'open-text', title: 'Anything else?', settings: { texts: 1, lengthMax: 140 } },
] as unknown as SurveySettings['parts'];
const surveyOf = (given: Record<string, unknown>) => ({ parts: given }) as SurveyAnswer;

beforeEach(() => localStorage.clear());
afterEach(cleanup);

async function close(
  kind: unknown,
  name: 'survey' | 'word-cloud' | 'single-choice',
  own: OwnAnswerOf<unknown>,
  settings: unknown,
) {
  const activity = openActivity(name, settings, { state: 'closed', closedAt: 100_000 });
  await act(
    async () =>
      void render(
        <AttendeeClosed
          kind={kind as never}
          draftKey={KEY}
          result={undefined}
          activityId="a1"
          {...{ activity, settings, own }}
        />,
      ),
  );
}
const late = <Answer,>(answer: Answer | null, attempted: Answer): OwnAnswerOf<Answer> => ({
  ...(answer === null ? nothingAnswered<Answer>() : answered(answer)),
  status: 'too-late',
  attempted,
  attemptedAt: 99_000,
});
const alerts = () => [...document.querySelectorAll('[data-slot=alert]')].map((alert) => alert.textContent);
const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent);

test('parts that were written and never sent are named, and what was saved before counts', async () => {
  writeDraft(`${KEY}/word`, 'lively');
  writeDraft(`${KEY}/way`, { optionId: 'tram' });
  await close(survey, 'survey', answered(surveyOf({ way: { optionId: 'tram' } })), { parts });
  expect(alerts()).toEqual([
    'Voting is closed.“Part 2 · One word?” was not sent. What was saved before counts.',
  ]);
  expect([readDraft(`${KEY}/word`), readDraft(`${KEY}/way`)]).toEqual([null, null]);
});

test('of a survey that came too late only the parts that do not count are named', async () => {
  const counted = surveyOf({ way: { optionId: 'tram' } });
  writeDraft(`${KEY}/word`, { words: ['lively'] });
  writeDraft(`${KEY}/rest`, 'More trees');
  await close(
    survey,
    'survey',
    late(counted, surveyOf({ way: { optionId: 'tram' }, word: { words: ['lively'] } })),
    {
      parts,
    },
  );
  expect(alerts()).toEqual([
    'Your answer came too lateVoting had just closed. “Part 2 · One word?” was not counted. What was saved before counts.',
    'Voting is closed.“Part 3 · Anything else?” was not sent.',
  ]);
});

test('a part that was changed too late shows what counts and what does not', async () => {
  const counted = surveyOf({ way: { optionId: 'tram' } });
  await close(survey, 'survey', late(counted, surveyOf({ way: { optionId: 'foot' } })), { parts });
  expect(rows()[0]).toBe('Part 1 · Your way here?By tramSavedOn footNot counted');
  expect(rows()[1]).toContain('Not answered');
});

test('of words that came too late those that were counted before are not named', async () => {
  const settings = { words: 3, lengthMax: 25, stopWords: null, hide: 'rude' };
  await close(
    wordCloud,
    'word-cloud',
    late<WordCloudAnswer>({ words: ['quiet'] }, { words: ['quiet', 'green'] }),
    settings,
  );
  expect(alerts()[0]).toContain('“green” was not counted.');
  expect(alerts()[0]).not.toContain('quiet');
});

test('of texts too; and where only a removal came too late, all of it still counts', () => {
  expect(openText.describeLost({} as never, { texts: ['One', 'Two'] }, { texts: ['One'] })).toBe('Two');
  expect(wordCloud.describeLost({} as never, { words: ['quiet'] }, { words: ['quiet', 'green'] })).toBe('');
});

test('an answer of one piece is named whole; a draft of it is not told twice', async () => {
  const settings = {
    options: [
      { id: 'tram', label: 'By tram' },
      { id: 'foot', label: 'On foot' },
    ],
  };
  writeDraft(KEY, { optionId: 'foot' });
  await close(singleChoice, 'single-choice', late(null, { optionId: 'foot' }), settings);
  expect(alerts()).toEqual(['Your answer came too lateVoting had just closed. “On foot” was not counted.']);
});
