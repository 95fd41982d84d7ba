import { expect, test } from 'vitest';
import { readFile, readText, UnreadableError } from './read-table.ts';

const file = (content: BlobPart, name = 'plan.csv') => new File([content], name);

test('a CSV with semicolons and quotes, as German spreadsheets save it', async () => {
  const { rows } = await readFile(file('Frage;A;B\r\n"Was; wann?";"ein ""Wort""";zwei\r\n'));
  expect(rows).toEqual([
    ['Frage', 'A', 'B'],
    ['Was; wann?', 'ein "Wort"', 'zwei'],
  ]);
});

test('an older encoding is read as what it is', async () => {
  const windows = new Uint8Array([...'Frage;Stra'].map((letter) => letter.charCodeAt(0)).concat(0xdf, 0x65));
  expect((await readFile(file(windows))).rows).toEqual([['Frage', 'Straße']]);
});

test('a pasted list of sentences is a question a line, whatever commas are in it', async () => {
  const { rows } = await readText('What first, and why?\nHow was it?\n\n');
  expect(rows).toEqual([['What first, and why?'], ['How was it?']]);
});

/** "What, in short, is missing?" was a question with two options. */
test('also with several commas in one of them; a table has commas or semicolons in every line', async () => {
  const list = ['What did you learn?', 'What, in short, is missing?', 'Tea;coffee or both?'];
  expect((await readText(list.join('\n'))).rows).toEqual(list.map((line) => [line]));
  expect((await readText('Tea or coffee?,Tea,Coffee\nNow or later?,Now,')).rows[1]?.[1]).toBe('Now');
  expect((await readText('Tee, oder was?;Tee;Kaffee\nJetzt?;Ja;Nein')).rows[0]?.[2]).toBe('Kaffee');
});

test('cells copied from a spreadsheet are a table', async () => {
  expect((await readText('Question\tA\tB\nWhich?\tone\ttwo')).rows[1]).toEqual(['Which?', 'one', 'two']);
});

test('a picture, a ZIP that is no spreadsheet and nothing at all cannot be read', async () => {
  await expect(readFile(file(new Uint8Array([0x89, 0x50, 0, 0, 1, 2]), 'a.png'))).rejects.toThrow(
    UnreadableError,
  );
  await expect(readFile(file('PK\u0003\u0004 no', 'a.xlsx'))).rejects.toThrow(UnreadableError);
  await expect(readFile(file(''))).rejects.toThrow(UnreadableError);
  await expect(readText(' \n ')).rejects.toThrow(UnreadableError);
});
