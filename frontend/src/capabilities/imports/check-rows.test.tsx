import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Shapes } from 'lucide-react';
import { createRef, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { CheckRows } from './check-rows.tsx';
import { guessColumns } from './columns.ts';
import { IMPORTABLE } from './kind-names.ts';
import { judge, type Row, rowsOf } from './rows.ts';

afterEach(cleanup);

const table = {
  rows: [
    ['Question', 'Kind', 'A', 'B', 'Right'],
    ['How did you get here?', 'Choice', 'On foot', '', ''],
    ['Which ocean is the largest?', 'Quiz', 'Atlantic', 'Pacific', 'E'],
    ['Which tram line is the oldest?', 'Blitz', 'Line 1', 'Line 2', ''],
    ['How was it?', 'Choice', 'Good', 'Bad', ''],
  ],
};

/** As the page does it: each fix is laid over its row, and all are judged again. */
function Page() {
  const [fixes, setFixes] = useState<ReadonlyMap<number, Partial<Row>>>(new Map());
  const { columns, firstRow } = guessColumns(table);
  const rows = rowsOf(table, columns, firstRow, new Map());
  return (
    <CheckRows
      headingRef={createRef()}
      judged={rows.map((row) => judge({ ...row, ...fixes.get(row.number) }))}
      kinds={IMPORTABLE}
      wordsOf={(kind) => ({ icon: Shapes, long: () => kind })}
      onFix={(number, change) => setFixes(new Map(fixes).set(number, { ...fixes.get(number), ...change }))}
      refused={null}
    />
  );
}

const title = () => screen.getByRole('heading', { level: 1 }).textContent;

test('rows with errors are put right where they stand, and the title counts along', () => {
  render(<Page />);
  expect(title()).toBe('1 of 4 rows are ready');

  fireEvent.click(screen.getByRole('button', { name: 'Add one' }));
  const field = screen.getByLabelText('Add one');
  fireEvent.change(field, { target: { value: 'By bike' } });
  fireEvent.submit(field);
  expect(title()).toBe('2 of 4 rows are ready');

  fireEvent.change(screen.getByLabelText(/Which answer is right/), { target: { value: '2' } });
  expect(title()).toBe('3 of 4 rows are ready');

  fireEvent.change(screen.getByLabelText('“Blitz” means'), { target: { value: 'single-choice' } });
  expect(title()).toBe('4 of 4 rows are ready');
  expect(screen.getByText('Nothing is added yet.')).toBeTruthy();
});

test('a right answer that does not exist can also be none', () => {
  render(<Page />);
  fireEvent.change(screen.getByLabelText(/Which answer is right/), { target: { value: '' } });
  expect(title()).toBe('2 of 4 rows are ready');
  expect(screen.getByText('No right answer is marked: people get no points.')).toBeTruthy();
});
