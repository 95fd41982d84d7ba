/**
 * Writes the spreadsheet in a thread of its own: the library makes all of it in one go, which for a large event takes seconds that votes
 * do not have. Hears `Sheet`s and rows, answers with the bytes.
 */
import { parentPort } from 'node:worker_threads';
import writeXlsxFile from 'write-excel-file/node';
import type { Cell } from './table.ts';

export type ToWorker =
  | { readonly sheet: string; readonly widths: readonly number[]; readonly header: readonly string[] }
  | { readonly rows: readonly (readonly Cell[])[] }
  | { readonly isEnd: true };

/** Excel refuses a file with a longer text in a cell. */
const CELL_TEXT_MAX = 32_767;

type SheetCell = { value: string; type: StringConstructor; fontWeight?: 'bold' } | number | boolean | null;
interface Sheet {
  sheet: string;
  columns: { width: number }[];
  stickyRowsCount: number;
  data: SheetCell[][];
}
const sheets: Sheet[] = [];

/** Text is text, whatever it begins with: never a formula. */
function textCell(value: string): SheetCell & object {
  return { value: value.slice(0, CELL_TEXT_MAX), type: String };
}

parentPort?.on('message', async (message: ToWorker) => {
  if ('sheet' in message) {
    const { sheet, widths, header } = message;
    sheets.push({
      sheet,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      data: [header.map((label) => ({ ...textCell(label), fontWeight: 'bold' as const }))],
    });
  } else if ('rows' in message) {
    const { data } = sheets.at(-1) as Sheet;
    for (const row of message.rows) {
      data.push(row.map((cell) => (typeof cell === 'string' ? textCell(cell) : cell)));
    }
  } else {
    parentPort?.postMessage(await writeXlsxFile(sheets).toBuffer());
    parentPort?.close();
  }
});
