import type { PinAnswer, PinSettings, ResultEntity } from '@plenum/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropDraft } from '../../parts/local-drafts.ts';
import { nothingAnswered, openActivity } from '../../parts/test-answers.ts';
import { dotsNote } from './area-list.tsx';
import { attendee } from './attendee.tsx';
import { draft } from './draft.ts';
import { areaIdOf, dotsOf, sharesOf } from './places.ts';

const said = vi.hoisted(() => vi.fn());
vi.mock('#/components/live-regions.tsx', () => ({ announce: said, useAnnounced: () => {} }));

const KEY = 'p1:1:n1';
beforeEach(() => {
  localStorage.clear();
  dropDraft(KEY);
  said.mockClear();
});
afterEach(cleanup);

const image = { id: '0198a1b2-0000-7000-8000-000000000000', width: 1_000, height: 500, alt: 'A plan' };
const settings: PinSettings = {
  image,
  pins: 1,
  areas: [
    { id: 'school', label: 'By the school', x: 300, y: 400, radius: 100 },
    { id: 'market', label: 'Market square', x: 700, y: 400, radius: 100 },
  ],
};

function draw(changed: Partial<PinSettings> = {}, mayAnswer = true) {
  const sent: unknown[] = [];
  const own = { ...settings, ...changed };
  render(
    <attendee.Open
      activityId="n1"
      activity={openActivity('pin', own)}
      settings={own}
      own={nothingAnswered()}
      draftKey={KEY}
      respond={(answer) => sent.push(answer)}
      takeBack={() => {}}
      mayAnswer={mayAnswer}
      titleId="title"
      result={undefined}
    />,
  );
  const field = screen.queryByRole('group', { name: 'A plan' }) as HTMLElement;
  if (field !== null) {
    const box = { left: 0, top: 0, right: 1_000, bottom: 500, width: 1_000, height: 500, x: 0, y: 0 };
    field.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
  }
  return { sent, field };
}
const press = (name: string, options = {}) => fireEvent.click(screen.getByRole('button', { name }), options);
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('spinbutton', { name }), { target: { value } });

test('a tap places the pin, another one moves it, and where it stands is said with its area', () => {
  const { sent, field } = draw();
  fireEvent.click(field, { clientX: 900, clientY: 20 });
  expect(said).toHaveBeenLastCalledWith('Pin 90% from the left, 4% from the top.');
  fireEvent.click(field, { clientX: 310, clientY: 205 });
  expect(said).toHaveBeenLastCalledWith('Pin 31% from the left, 41% from the top. By the school.');
  press('Send my pin');
  expect(sent).toEqual([{ pins: [{ x: 310, y: 410 }] }]);
});

test('without the picture: the first arrow places it in the middle, each next one moves by a percent, with Shift by five', () => {
  const { sent } = draw();
  expect(screen.getByRole('button', { name: 'Send my pin' }).hasAttribute('disabled')).toBe(true);
  press('One step up');
  press('One step up');
  press('One step to the left', { shiftKey: true });
  press('Send my pin');
  expect(sent).toEqual([{ pins: [{ x: 450, y: 490 }] }]);
});

test('two numbers alone place it, and never outside of the picture', () => {
  const { sent } = draw();
  type('From the left', '34');
  type('From the top', '510');
  press('Send my pin');
  expect(sent).toEqual([{ pins: [{ x: 340, y: 1_000 }] }]);
});

test('arrow keys on the picture move the pin', () => {
  const { sent, field } = draw();
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'ArrowRight', shiftKey: true });
  press('Send my pin');
  expect(sent).toEqual([{ pins: [{ x: 550, y: 500 }] }]);
});

test('of several pins each tap places the next, a chosen one moves, and one can be removed', () => {
  const { sent, field } = draw({ pins: 3 });
  fireEvent.click(field, { clientX: 100, clientY: 50 });
  fireEvent.click(field, { clientX: 200, clientY: 50 });
  press('Pin 1');
  fireEvent.click(field, { clientX: 500, clientY: 250 });
  press('Remove pin 2');
  press('Send my pin');
  expect(sent).toEqual([{ pins: [{ x: 500, y: 500 }] }]);
});

test('a picture that does not load is told, and the numbers remain', () => {
  const { field } = draw();
  fireEvent.error(field.querySelector('img') as HTMLElement);
  expect(screen.getByText('The picture did not load. You can place the pin by numbers.')).toBeTruthy();
});

test('an area is a circle in the picture’s own proportions; of two the nearer one counts', () => {
  // 60 thousandths of a height half as long as the width are 30 of the width.
  expect(areaIdOf(settings, { x: 300, y: 590 })).toBe('school');
  expect(areaIdOf({ ...settings, image: null }, { x: 300, y: 590 })).toBe('');
  const close = { ...settings, areas: settings.areas.map((area) => ({ ...area, radius: 400 })) };
  expect(areaIdOf(close, { x: 510, y: 400 })).toBe('market');
  expect(areaIdOf(close, { x: 500, y: 400 })).toBe('market');
});

const result = (more: Partial<ResultEntity> = {}): ResultEntity => ({
  counts: { 'in/school': 2, 'in/market': 5, 'in/': 3, 'at/12-16': 2, 'at/28-16': 5, 'at/0-0': 3 },
  responses: 10,
  final: true,
  ...more,
});

test('shares add to 100, most first once final, elsewhere last', () => {
  expect(sharesOf(settings, result()).map(({ label, percent }) => [label, percent])).toEqual([
    ['Market square', 50],
    ['By the school', 20],
    ['Elsewhere', 30],
  ]);
  expect(sharesOf(settings, result({ final: false })).map(({ id }) => id)).toEqual(['school', 'market', '']);
});

test('under five answers there are counts only', () => {
  expect(sharesOf(settings, result({ responses: 4 })).map(({ percent }) => percent)).toEqual([
    null,
    null,
    null,
  ]);
});

test('one dot for each pin, in its cell of the picture; what the result does not place is told', () => {
  const { dots, areCells, hidden } = dotsOf(result({ other: 7 }));
  expect(dots).toHaveLength(10);
  for (const { x, y } of dots.filter(({ key }) => key.startsWith('at/12-16'))) {
    expect(Math.floor(x * 40)).toBe(12);
    expect(Math.floor(y * 40)).toBe(16);
  }
  expect(dotsNote(areCells, hidden, 1)).toBe('One dot, one person · 7 more lie scattered');
});

test('where not all cells fit, the grid places every pin, and the counts those that are more than its digits say', () => {
  const grid = `02z${'0'.repeat(1_597)}`;
  const { dots, hidden } = dotsOf(result({ counts: { 'at/2-0': 50, 'at/5-0': 1 }, other: 2, grid }));
  expect(dots).toHaveLength(53);
  expect(dots.filter(({ y }) => y < 1 / 40)).toHaveLength(53);
  expect(dots.filter(({ key }) => key.startsWith('at/1-0'))).toHaveLength(2);
  expect(hidden).toBe(0);
});

test('over 300 pins a dot is a cell, and its area says how many', () => {
  const { dots, areCells } = dotsOf(result({ counts: { 'at/1-1': 100, 'at/2-2': 400 } }));
  expect(areCells).toBe(true);
  expect(dots).toHaveLength(2);
  expect(dots[0]?.size).toBeLessThan(dots[1]?.size ?? 0);
});

test('right is within the circle with every pin; nothing is judged where nothing is right', () => {
  const circle = { x: 300, y: 400, radius: 100 };
  const verdict = (answer: PinAnswer | null) => attendee.verdict(settings, circle, answer)?.is;
  expect(verdict({ pins: [{ x: 320, y: 420 }] })).toBe('right');
  expect(
    verdict({
      pins: [
        { x: 320, y: 420 },
        { x: 900, y: 0 },
      ],
    }),
  ).toBe('wrong');
  expect(verdict(null)).toBe('none');
  expect(attendee.verdict(settings, null, null)).toBeNull();
});

test('the result is a sentence, with where my pin lies', () => {
  const answer = { pins: [{ x: 300, y: 400 }] };
  expect(attendee.describeResult(openActivity('pin', settings), result(), answer)).toBe(
    'Results: Market square 50%. By the school 20%, your pin. Elsewhere 30%.',
  );
});

test('a draft comes back as it was stored, with what is right; an area needs its name', () => {
  const correct = { x: 300, y: 400, radius: 100 };
  const own = draft.of(settings, correct);
  expect(draft.settingsOf(own)).toEqual(settings);
  expect(draft.correctOf(own)).toEqual(correct);
  expect(draft.problem(own)).toBeNull();
  expect(draft.problem({ ...own, areas: own.areas.map((area) => ({ ...area, label: ' ' })) })).toBe(
    'Name every area.',
  );
});
