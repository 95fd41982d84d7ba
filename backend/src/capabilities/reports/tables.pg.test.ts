/** An export as a table: what a spreadsheet makes of it, and what it must not. */
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { startApiHere } from '../../../test/api.ts';
import { aRichRoom, roomsAt } from './testing.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;
let at: ReturnType<typeof roomsAt>;

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
  at = roomsAt(api.url);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

describe('tables', () => {
  const formulas = ['=HYPERLINK("http://x.invalid","y")', '+1', '-1+1', '@SUM(1)'];

  test('no cell is a formula; numbers stay numbers', async () => {
    const room = await at.room(['=1+1'], { title: 'T', settings: { answers: 'named' } });
    const { eventId, people } = room;
    const words = await at.opened(eventId, {
      kind: 'open-text',
      title: '=cmd()',
      settings: { texts: 4, lengthMax: 60 },
    });
    const number = await at.opened(eventId, {
      kind: 'estimate',
      title: 'Below',
      settings: { min: -10, max: 10, step: 0.5 },
    });
    const ranks = await at.opened(eventId, {
      kind: 'true-false',
      title: 'Really?',
      settings: {},
    });
    await at.answer(room, words.id, people[0], { texts: formulas });
    await at.answer(room, number.id, people[0], { number: -2.5 });
    await at.answer(room, ranks.id, people[0], { value: false });

    const csv = (await at.bytes(eventId, 'csv')).toString().split('\r\n');
    const values = csv.slice(1, -1).map((line) => line.slice(line.indexOf("'=1+1,") + "'=1+1,".length));
    expect(values.sort()).toEqual(
      [
        `Text 1,"'=HYPERLINK(""http://x.invalid"",""y"")"`,
        `Text 2,'+1`,
        `Text 3,'-1+1`,
        `Text 4,'@SUM(1)`,
        'Number,-2.5',
        'Answer,false',
      ].sort(),
    );
    expect(csv[1]).toContain(`1,'=cmd(),open-text,`);

    const file = await at.bytes(eventId, 'xlsx');
    const sheet = await readSheet(file, '1 =cmd()');
    expect(sheet).toEqual([
      ['Name', 'Text 1', 'Text 2', 'Text 3', 'Text 4'],
      ['=1+1', ...formulas],
    ]);
    expect(await readSheet(file, '2 Below')).toEqual([
      ['Name', 'Number'],
      ['=1+1', -2.5],
    ]);
    expect(await readSheet(file, '3 Really')).toEqual([
      ['Name', 'Answer'],
      ['=1+1', false],
    ]);
  });

  test('the spreadsheet opens again and holds the numbers of the JSON', async () => {
    const { eventId } = await aRichRoom(at, {});
    const { activities } = await at.file(eventId);
    const bytes = await at.bytes(eventId, 'xlsx');
    const sheets = await readXlsxFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Overview',
      'Counts',
      '1 Wishes',
      '2 A question',
      '3 Which',
      'Texts',
      'Leaderboard',
    ]);
    const of = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data.slice(1) ?? [];
    expect(of('Overview').map((row) => row.slice(5))).toEqual(
      activities.map(({ responses, integrity }) => [responses, integrity?.hash]),
    );
    expect(of('Counts').map(([n, , bucket, , count]) => [n, bucket, count])).toEqual(
      activities.flatMap(({ counts }, n) =>
        Object.entries(counts).map(([bucket, count]) => [n + 1, bucket, count]),
      ),
    );
    expect(of('Counts').map((row) => row[3])).toEqual(['answered', 'option a', 'X', 'Y']);
    expect(of('2 A question')).toEqual([['option a'], ['option a']]);
    expect(
      of('Texts')
        .map((row) => row[3])
        .sort(),
    ).toEqual(activities[0]?.entries.map(({ text }) => text).sort());
    expect(of('Leaderboard')).toEqual([
      [1, 'Kingfisher', 1000],
      [1, 'Woodpecker', 1000],
      [3, 'Nightingale', 0],
    ]);
  });

  test('titles that no sheet may have, equal ones and equal labels', async () => {
    const room = await at.room(['one'], {});
    const options = ['same', 'same', 'other'].map((label, n) => ({ id: `o${n}`, label }));
    const titles = [`What's [this]: a/b\\c*?`, 'same title', 'same title', '👨‍👩‍👧‍👦'.repeat(5)];
    for (const title of titles) {
      const { id } = await at.opened(room.eventId, {
        kind: 'points',
        title,
        settings: { options, total: 10 },
      });
      await at.answer(room, id, room.people[0], { points: { o0: 1, o1: 2, o2: 7 } });
    }
    const sheets = await readXlsxFile(await at.bytes(room.eventId, 'xlsx'));
    expect(sheets.slice(2).map(({ sheet }) => sheet)).toEqual([
      `1 What's this a b c`,
      '2 same title',
      '3 same title',
      `4 ${'👨‍👩‍👧‍👦'.repeat(2)}`,
    ]);
    expect(sheets[2]?.data).toEqual([
      ['same', 'same (2)', 'other'],
      [1, 2, 7],
    ]);
    expect((await at.bytes(room.eventId, 'csv')).toString()).toContain(',same (2),2\r\n');
  });
});
