/** Pictures in a folder are there tomorrow, whole. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from './storage.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-images-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
const bytes = (text: string) => Buffer.from(text);

test('what was put is there after a restart, and nothing else is', async () => {
  const dir = join(await aFolder(), 'made', 'when needed');
  await openStorage({ dir }).put('a', bytes('picture'));
  const restarted = openStorage({ dir });
  expect(await restarted.get('a')).toEqual(bytes('picture'));
  expect(await restarted.get('b')).toBeNull();
});

test('twenty who put the same key at once leave one whole picture and no rubbish', async () => {
  const dir = await aFolder();
  const storage = openStorage({ dir });
  const picture = Buffer.alloc(200_000, 7);
  await Promise.all(Array.from({ length: 20 }, () => storage.put('a', picture)));
  expect(await readdir(dir)).toEqual(['a.webp']);
  expect(await storage.get('a')).toEqual(picture);
});

test('a put that failed leaves no rubbish', async () => {
  const dir = await aFolder();
  await mkdir(join(dir, 'a.webp', 'in the way'), { recursive: true });
  await expect(openStorage({ dir }).put('a', bytes('picture'))).rejects.toMatchObject({
    code: 'storage_unavailable',
  });
  expect(await readdir(dir)).toEqual(['a.webp']);
});

test('deleted is gone; deleting again is no mistake', async () => {
  const storage = openStorage({ dir: await aFolder() });
  await storage.put('a', bytes('picture'));
  await storage.delete('a');
  await storage.delete('a');
  expect(await storage.get('a')).toBeNull();
});

test('a folder that cannot be written is an absent storage, not a fault', async () => {
  const file = join(await aFolder(), 'file');
  await writeFile(file, '');
  await expect(openStorage({ dir: file }).put('a', bytes('picture'))).rejects.toMatchObject({
    code: 'storage_unavailable',
  });
});
