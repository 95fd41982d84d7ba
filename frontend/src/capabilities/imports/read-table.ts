/** A file or a pasted text as rows of texts. What can read a spreadsheet is loaded with the first one. */

/** So many activities can be added at once. */
export const ROWS_MAX = 500;
/** Above the rows: headings, and the explanations that some files begin with. */
const ROWS_ABOVE = 30;
const BYTES_MAX = 10 * 1024 * 1024;

export interface Table {
  /** The file's name; `null` for what was pasted. */
  readonly name: string | null;
  readonly sheet: string | null;
  readonly rows: readonly (readonly string[])[];
}

/** Neither a spreadsheet nor a table of texts. */
export class UnreadableError extends Error {}

/** @throws {UnreadableError} */
export async function readFile(file: File): Promise<Table> {
  if (file.size === 0 || file.size > BYTES_MAX) throw new UnreadableError('empty or too large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  // XLSX is a ZIP, whatever the file is called.
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const { sheet, rows } = isZip
    ? await readSpreadsheet(bytes)
    : { sheet: null, rows: await readSeparated(decode(bytes), true) };
  return { name: file.name, sheet, rows };
}

/** @throws {UnreadableError} */
export async function readText(text: string): Promise<Table> {
  return { name: null, sheet: null, rows: await readSeparated(text, isTable(text)) };
}

async function readSpreadsheet(bytes: Uint8Array<ArrayBuffer>): Promise<Pick<Table, 'sheet' | 'rows'>> {
  // Not `/browser`: it starts workers from a blob, which our content policy does not let run.
  const { default: readSheets } = await import('read-excel-file/universal');
  let sheets: Awaited<ReturnType<typeof readSheets>>;
  try {
    sheets = await readSheets(bytes.buffer);
  } catch (cause) {
    throw new UnreadableError('no spreadsheet', { cause });
  }
  const filled = sheets.find(({ data }) => data.some((row) => row.some((cell) => cell !== null)));
  if (filled === undefined) throw new UnreadableError('nothing in it');
  return { sheet: sheets.length > 1 ? filled.sheet : null, rows: cleaned(filled.data) };
}

/** Commas in a pasted list of sentences separate nothing: one line, one question. In a table each line has some, without a space. */
function isTable(text: string): boolean {
  if (/\t|",|^\s*(question|frage)\b.*[,;]/i.test(text)) return true;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return [/;/, /,\S/].some((separator) => lines.every((line) => separator.test(line)));
}

async function readSeparated(text: string, hasColumns: boolean): Promise<string[][]> {
  if (text.includes('\0')) throw new UnreadableError('no text');
  const { default: papa } = await import('papaparse');
  const data = hasColumns ? papa.parse<string[]>(text).data : text.split(/\r?\n/).map((line) => [line]);
  const rows = cleaned(data);
  if (rows.every((row) => row.every((cell) => cell === ''))) throw new UnreadableError('nothing in it');
  return rows;
}

/** UTF-8 or, as older spreadsheets save it, Windows-1252; UTF-16 by its mark. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Row numbers stay those of the file, so empty rows stay too; what lies behind the last filled one goes. */
function cleaned(rows: readonly (readonly unknown[])[]): string[][] {
  const texts = rows.slice(0, ROWS_MAX + ROWS_ABOVE + 1).map((row) => row.map(textOf));
  const last = texts.findLastIndex((row) => row.some((cell) => cell !== ''));
  return texts.slice(0, last + 1);
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return `${cell}`.normalize('NFC').trim();
}
