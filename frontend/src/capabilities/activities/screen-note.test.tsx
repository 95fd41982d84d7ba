import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ScreenNote, type ScreenNoteProps } from './screen-note.tsx';

afterEach(cleanup);

const result = { counts: {}, responses: 178, final: true };
function noteOf(wish: Partial<ScreenNoteProps> & { state?: 'open' | 'closed' }): string | null {
  const { state = 'closed', ...props } = wish;
  const activity = { state } as ScreenNoteProps['activity'];
  const { container } = render(
    <ScreenNote {...{ activity, result, answered: 178, joined: 212, said: null, page: null }} {...props} />,
  );
  return container.textContent;
}

test('says how many answered, and that it is final once it is closed', () => {
  expect(noteOf({})).toBe('178 answers · final');
  expect(noteOf({ state: 'open' })).toBe('178 of 212 answered');
});

test('a hidden result says nothing of itself', () => {
  expect(noteOf({ result: undefined, state: 'open' })).toBe('Results are hidden for now');
  expect(noteOf({ result: undefined })).toBe('Voting is closed');
});

test('the page comes first, then what the kind counted', () => {
  const page = { indexes: [0, 1, 2, 3, 4, 5], total: 20 };
  expect(noteOf({ page, said: '210 people, up to 3 each' })).toBe(
    '1–6 of 20 · 210 people, up to 3 each · final',
  );
  expect(noteOf({ page: { indexes: [6], total: 7 }, said: '' })).toBe('7 of 7 · final');
});
