/** Pictures in a local folder, one file each. For one machine; processes on it may share the folder. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageStorage } from './storage.ts';

/** @param dir  Made at the first upload. */
export function createFolderStorage(dir: string): ImageStorage {
  const pathOf = (key: string) => join(dir, `${key}.webp`);
  return {
    async put(key, bytes) {
      await mkdir(dir, { recursive: true });
      // Under a name of its own until it is whole: a crash leaves a `.part` that nobody reads and anybody may delete.
      const part = join(dir, `${key}.${randomBytes(6).toString('hex')}.part`);
      try {
        await writeDurably(part, bytes);
        await rename(part, pathOf(key));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      await syncFolder(dir);
    },

    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },

    delete: (key) => rm(pathOf(key), { force: true }),
  };
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name is durable when its folder is. Windows opens no folders; there the file system's journal has to do. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dir);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
