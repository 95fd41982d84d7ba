/**
 * `npm run recount -- <export.json>`: counts every activity of an exported event again and compares. Needs no database.
 * Exits with 0 when all agrees, 1 with what does not, 2 when the file cannot be read.
 */
import { readFile } from 'node:fs/promises';
import { EVENT_FILE_FORMAT, EVENT_FILE_VERSION, EventExport } from '@plenum/protocol';
import Compile from 'typebox/compile';
import { judge } from '#/capabilities/activities/kinds/index.ts';
import { recountEvent } from '#/capabilities/reports/recount.ts';

/** @throws a sentence about the file */
async function readExport(path: string | undefined): Promise<EventExport> {
  if (path === undefined) throw new Error('Which file? npm run recount -- <export.json>');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read: ${error.code}.`);
  });
  let file: Partial<EventExport> | null;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON.`);
  }
  if (file?.format !== EVENT_FILE_FORMAT) throw new Error(`${path} is not an exported event (format=json).`);
  if (file.version !== EVENT_FILE_VERSION)
    throw new Error(`${path} has version ${file.version}; this program knows ${EVENT_FILE_VERSION}.`);
  const check = Compile(EventExport);
  if (check.Check(file)) return file;
  const [first] = check.Errors(file);
  throw new Error(`${path} is damaged at ${first?.instancePath || '/'}: ${first?.message}.`);
}

/** Nothing in a file may steer the terminal. */
const printable = (text: string) => text.replace(/\p{C}+/gu, ' ');

try {
  const counted = recountEvent(await readExport(process.argv[2]), judge);
  for (const { title, responses, hash, differences } of counted) {
    const verdict = differences.length === 0 ? 'ok   ' : 'WRONG';
    console.log(
      `${verdict}  ${String(responses).padStart(6)} responses  ${hash.slice(0, 12)}…  ${printable(title)}`,
    );
    for (const difference of differences) console.log(`         ${printable(difference)}`);
  }
  const wrong = counted.filter(({ differences }) => differences.length > 0).length;
  console.log(
    wrong === 0
      ? `${counted.length} activities, all as stored.`
      : `${wrong} of ${counted.length} activities differ.`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
