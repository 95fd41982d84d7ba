/**
 * Where pictures lie: a folder, or a bucket when several machines share them. Bytes under an id never change, so there is
 * nothing to lock, to version or to list.
 */
import type { ImagesConfig } from '#/config.ts';
import { AppError } from '#/errors.ts';
import { createBucketStorage } from './bucket.ts';
import { createFolderStorage } from './folder.ts';

/** Keys are ids of images. Every call ends by itself, within some 10 s. */
export interface ImageStorage {
  /** Durable once it resolves. Again with the same key: the last one stands, nobody ever reads half of one. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** `null`: there is nothing under this key. */
  get(key: string): Promise<Buffer | null>;
  /** Also a success when there was nothing. */
  delete(key: string): Promise<void>;
}

/** The storage of this process. Each call @throws {AppError} storage_unavailable, whatever the reason; it is logged. */
export function openStorage(config: ImagesConfig): ImageStorage {
  const storage = 'dir' in config ? createFolderStorage(config.dir) : createBucketStorage(config);
  return {
    put: (key, bytes) => storage.put(key, bytes).catch(unavailable),
    get: (key) => storage.get(key).catch(unavailable),
    delete: (key) => storage.delete(key).catch(unavailable),
  };
}

function unavailable(cause: unknown): never {
  throw new AppError('storage_unavailable', { retryAfterSeconds: 2, cause });
}
