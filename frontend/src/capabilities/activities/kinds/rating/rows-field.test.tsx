import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { DraftOption } from '../../parts/host-option-drafts.ts';
import type { Locked } from '../kind.ts';
import { RowsField } from './rows-field.tsx';

afterEach(cleanup);

const rows = ['never', 'often', 'always'].map((label) => ({ id: label, label }));

function draw(locked: Locked, least = 3) {
  const changes: (readonly DraftOption[])[] = [];
  render(
    <RowsField
      legend="Words"
      rows={rows}
      onChange={(next) => changes.push(next)}
      locked={locked}
      rowLabel={({ value }) => `Word ${value}`}
      addLabel="Add word"
      textMax={40}
      least={least}
      most={10}
    />,
  );
  return changes;
}
const button = (name: string) => screen.queryByRole<HTMLButtonElement>('button', { name });

test('rows move by buttons and are called by their number', () => {
  const changes = draw('no');
  fireEvent.click(button('Move Word 2 up') as HTMLButtonElement);
  expect(changes[0]?.map(({ label }) => label)).toEqual(['often', 'never', 'always']);
});

test('no fewer than must be', () => {
  draw('no');
  expect(button('Remove Word 1')?.disabled).toBe(true);
});

test('once somebody answered, words can be corrected and keep their places', () => {
  const changes = draw('wording');
  expect(button('Move Word 2 up')).toBeNull();
  const second = screen.getByLabelText('Word 2');
  fireEvent.keyDown(second, { key: 'ArrowUp', altKey: true });
  expect(changes).toEqual([]);
  fireEvent.change(second, { target: { value: 'sometimes' } });
  expect(changes[0]?.[1]).toEqual({ id: 'often', label: 'sometimes' });
});
