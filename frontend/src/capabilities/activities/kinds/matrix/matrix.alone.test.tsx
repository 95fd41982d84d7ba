import type { MatrixSettings, ResultEntity } from '@plenum/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropDraft } from '../../parts/local-drafts.ts';
import { nothingAnswered, openActivity } from '../../parts/test-answers.ts';
import { attendee } from './attendee.tsx';
import { nextOf } from './attendee-open.tsx';
import { draft } from './draft.ts';
import { type Dot, layoutDots } from './layout.ts';
import { axisName, meansOf, restOf, toStored } from './places.ts';

const said = vi.hoisted(() => vi.fn());
vi.mock('#/components/live-regions.tsx', () => ({ announce: said, useAnnounced: () => {} }));

const KEY = 'p1:1:m1';
beforeEach(() => {
  localStorage.clear();
  dropDraft(KEY);
  said.mockClear();
});
afterEach(cleanup);

const settings: MatrixSettings = {
  items: [
    { id: 'buses', label: 'Night buses' },
    { id: 'street', label: 'School street' },
  ],
  x: { low: 'Easy', high: 'Hard' },
  y: { low: 'Helps little', high: 'Helps a lot' },
};

function draw(mayAnswer = true) {
  const sent: unknown[] = [];
  render(
    <attendee.Open
      activityId="m1"
      activity={openActivity('matrix', settings)}
      settings={settings}
      own={nothingAnswered()}
      draftKey={KEY}
      respond={(answer) => sent.push(answer)}
      takeBack={() => {}}
      mayAnswer={mayAnswer}
      titleId="title"
      result={undefined}
    />,
  );
  const field = screen.queryByRole('group', { name: /^The field/ }) as HTMLElement;
  if (field !== null) {
    const box = { left: 0, top: 0, right: 400, bottom: 300, width: 400, height: 300, x: 0, y: 0 };
    field.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
  }
  return { sent, field };
}

test('a tap places what is chosen in whole steps, and the next one not placed follows', () => {
  const { sent, field } = draw();
  fireEvent.click(field, { clientX: 400, clientY: 0 });
  expect(said).toHaveBeenLastCalledWith('Night buses: Easy–Hard 10, Helps 10. 1 of 2 placed.');
  expect(screen.getByRole('button', { name: /School street/ }).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(field, { clientX: 200, clientY: 150 });
  fireEvent.click(screen.getByRole('button', { name: 'Send my 2 places' }));
  expect(sent).toEqual([{ places: { buses: { x: 100, y: 100 }, street: { x: 50, y: 50 } } }]);
});

test('without the field: one thing placed by buttons and numbers can be sent alone', () => {
  const { sent } = draw();
  expect(screen.getByRole('button', { name: 'Send my place' }).hasAttribute('disabled')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Place by numbers' }));
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Night buses: Easy 0 to Hard 10' }), {
    target: { value: '3' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Night buses: more, Helps' }));
  fireEvent.click(screen.getByRole('button', { name: 'Send my place' }));
  expect(sent).toEqual([{ places: { buses: { x: 30, y: 60 } } }]);
});

test('arrow keys move the chosen dot by one, with Shift by two, and Delete takes it off', () => {
  const { sent, field } = draw();
  fireEvent.click(screen.getByRole('button', { name: 'Place by numbers' }));
  fireEvent.keyDown(field, { key: 'ArrowRight', shiftKey: true });
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  fireEvent.click(screen.getByRole('button', { name: 'Send my place' }));
  expect(sent).toEqual([{ places: { buses: { x: 70, y: 60 } } }]);
  fireEvent.keyDown(field, { key: 'Delete' });
  expect(screen.getByRole('button', { name: 'Place by numbers' })).toBeTruthy();
});

test('a paused event leaves it readable, and nothing to press', () => {
  draw(false);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getAllByText('Not placed')).toHaveLength(2);
});

test('the next one is below the last, then from the top, and the last itself once all stand', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id, label: id }));
  const at = { x: 0, y: 0 };
  expect(nextOf(items, { b: at }, 'b')).toBe('c');
  expect(nextOf(items, { b: at, c: at }, 'c')).toBe('a');
  expect(nextOf(items, { a: at, b: at, c: at }, 'b')).toBe('b');
});

const result = (n: number): ResultEntity => ({
  counts: {
    'buses/n': n,
    'buses/x': n * 79,
    'buses/y': n * 67,
    'street/n': 2,
    'street/x': 20,
    'street/y': 9,
  },
  responses: n,
  final: true,
});

test('means are exact, and under five answers there are counts only', () => {
  expect(meansOf(settings, result(6)).map(({ count, place }) => [count, place])).toEqual([
    [6, { x: 79, y: 67 }],
    [2, null],
  ]);
});

test('the result is a sentence with both numbers of each, and mine', () => {
  const activity = openActivity('matrix', settings);
  const answer = { places: { street: { x: 30, y: 70 } } };
  expect(attendee.describeResult(activity, result(6), answer)).toBe(
    'Results: Night buses: Easy–Hard 7.9, Helps 6.7. School street: 2 placed it. You: Easy–Hard 3, Helps 7.',
  );
});

test('a line is called by what both ends begin with, else by both', () => {
  expect(axisName(settings.y)).toBe('Helps');
  expect(restOf(settings.y)).toBe('a lot');
  expect(axisName(settings.x)).toBe('Easy–Hard');
  expect(restOf({ low: 'Hard', high: 'Hard' })).toBe('Hard');
});

test('what is placed stays within 0 and 100 in whole steps of the shown scale', () => {
  expect([-3, 0.4, 3.5, 7, 12].map(toStored)).toEqual([0, 0, 40, 70, 100]);
});

/** A seeded walk through many fields. */
function fields(): Dot[][] {
  let seed = 11;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: 60 }, (_, round) =>
    Array.from({ length: 1 + (round % 20) }, (_, index) => ({
      id: `${index}`,
      x: round % 3 === 0 ? 0.5 : random(),
      y: round % 3 === 0 ? 0.5 : random(),
      label: 'Word '.repeat(1 + (index % 4)).trim(),
    })),
  );
}

test('names never cover each other, a dot of another thing or the edge', () => {
  const size = { width: 27, height: 20 };
  for (const dots of fields()) {
    const placed = layoutDots(dots, { size, dot: 2.3, labelMax: 12 });
    for (const [index, { label, x, y }] of placed.entries()) {
      expect(x).toBeGreaterThan(0);
      expect(y).toBeLessThan(size.height);
      if (label === null) continue;
      expect(label.x).toBeGreaterThan(0);
      expect(label.x + label.width).toBeLessThan(size.width);
      for (const [at, other] of placed.entries()) {
        if (at === index) continue;
        const dot = { x: other.x - 1.15, y: other.y - 1.15, width: 2.3, height: 2.3 };
        for (const box of other.label === null ? [dot] : [dot, other.label]) {
          const isApart =
            label.x >= box.x + box.width ||
            box.x >= label.x + label.width ||
            label.y >= box.y + box.height ||
            box.y >= label.y + label.height;
          expect(isApart).toBe(true);
        }
      }
    }
  }
});

test('dots on one place step aside, and a hairline knows the place', () => {
  const same = ['a', 'b', 'c'].map((id) => ({ id, x: 0.5, y: 0.5 }));
  const [first, second, third] = layoutDots(same, { size: { width: 27, height: 20 }, dot: 2, labelMax: 9 });
  expect(first?.truly).toBeNull();
  expect(second?.truly).toEqual({ x: 13.5, y: 10 });
  const distance = Math.hypot((second?.x ?? 0) - (third?.x ?? 0), (second?.y ?? 0) - (third?.y ?? 0));
  expect(distance).toBeGreaterThanOrEqual(2);
});

test('a draft comes back as it was stored, and says what it lacks', () => {
  expect(draft.settingsOf(draft.of(settings, null))).toEqual(settings);
  const empty = draft.empty();
  expect(draft.problem(empty)).toBe('Name both ends of both lines.');
  expect(draft.problem({ ...empty, x: settings.x, y: settings.y })).toBe(
    'Write at least one thing to place.',
  );
  expect(draft.problem(draft.of(settings, null))).toBeNull();
});
