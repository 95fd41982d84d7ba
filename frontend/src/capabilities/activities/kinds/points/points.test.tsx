import type { PointsAnswer, PointsSettings } from '@plenum/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropDraft } from '../../parts/local-drafts.ts';
import type { OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';
import { PointsBars, pointsBars } from './bars.tsx';
import { draft } from './draft.ts';
import { withRest } from './sharing.ts';

const KEY = 'p1:1:a1';
const settings: PointsSettings = {
  options: [
    { id: 'trees', label: 'Shade and trees' },
    { id: 'buses', label: 'Night buses' },
    { id: 'lanes', label: 'Bike lanes' },
  ],
  total: 100,
};
const none: OwnAnswerOf<PointsAnswer> = {
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

function open() {
  const sent: PointsAnswer[] = [];
  render(
    <attendee.Open
      activityId="a1"
      activity={{ kind: 'points', title: 'Where?', settings } as never}
      settings={settings}
      own={none}
      draftKey={KEY}
      mayAnswer
      titleId="t"
      result={undefined}
      respond={(answer) => sent.push(answer)}
      takeBack={() => {}}
    />,
  );
  return sent;
}
const field = (name: string) => screen.getByRole('spinbutton', { name: `Points for ${name}` });
const type = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send my points' });

test('Send waits until all points are given out, and sends them', () => {
  const sent = open();
  type('Shade and trees', '40');
  type('Night buses', '30');
  press('More for Bike lanes');
  expect(document.body.textContent).toContain('25 of 100 points left');
  expect(send().disabled).toBe(true);
  type('Bike lanes', '30');
  send().click();
  expect(sent).toEqual([{ points: { trees: 40, buses: 30, lanes: 30 } }]);
});

test('too many are kept and said', () => {
  open();
  type('Shade and trees', '108');
  expect(document.body.textContent).toContain('8 points too many');
  expect(send().disabled).toBe(true);
});

test('more stops when nothing is left: the last step is as long as what is left', () => {
  open();
  type('Shade and trees', '98');
  press('More for Night buses');
  expect(field('Night buses').getAttribute('aria-valuenow')).toBe('2');
  press('More for Night buses');
  expect(field('Night buses').getAttribute('aria-valuenow')).toBe('2');
});

test('keys: up and down a step, page four of them, end all that is left, home nothing', () => {
  open();
  const trees = field('Shade and trees');
  const after = (key: string) => {
    fireEvent.keyDown(trees, { key });
    return trees.getAttribute('aria-valuenow');
  };
  expect(after('ArrowUp')).toBe('5');
  expect(after('PageUp')).toBe('25');
  expect(after('ArrowDown')).toBe('20');
  expect(after('End')).toBe('100');
  expect(after('Home')).toBe('0');
});

test('the rest goes to untouched options only, in whole points', () => {
  expect(withRest(settings, { trees: 33 })).toEqual({ trees: 33, buses: 34, lanes: 33 });
  expect(withRest(settings, { trees: 30, buses: 30, lanes: 10 })).toEqual({
    trees: 30,
    buses: 30,
    lanes: 10,
  });
});

const result = { counts: { trees: 594, buses: 306 }, responses: 9, final: true };

test('the result is the share of all points; an option with nothing keeps its row', () => {
  render(<PointsBars bars={pointsBars(settings, result)} mine={{ trees: 40 }} />);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Shade and trees594 points66%40 from you',
    'Night buses306 points34%',
    'Bike lanes0 points0%',
  ]);
});

test('under five people there are points only', () => {
  const bars = pointsBars(settings, { counts: { trees: 150, buses: 50 }, responses: 2, final: true });
  expect(bars.map(({ percent }) => percent)).toEqual([null, null, null]);
});

test('the result is heard with the own points', () => {
  const activity = { kind: 'points', settings } as never;
  expect(attendee.describeResult(activity, result, { points: { trees: 40 } })).toBe(
    'Results: Shade and trees 66%, 40 from you. Night buses 34%. Bike lanes 0%.',
  );
  expect(attendee.describeAnswer(settings, { points: { trees: 40, lanes: 60 } })).toBe(
    'Shade and trees 40, Bike lanes 60',
  );
});

test('what a host wrote comes back as it was stored', () => {
  const own = draft.of(settings, null);
  expect(draft.problem(own)).toBeNull();
  expect(draft.settingsOf(own)).toEqual(settings);
  expect(draft.problem({ ...own, total: '1' })).toBe('Type how many points there are to share: 2 to 1,000.');
});
