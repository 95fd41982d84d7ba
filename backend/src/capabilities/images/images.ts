/** What can be done with images: upload one, read one. */
import { createHash, createHmac } from 'node:crypto';
import type { Image, ImageType } from '@plenum/protocol';
import { LRUCache } from 'lru-cache';
import { v4 } from 'uuid';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { deriveKey } from '#/http/tokens.ts';
import { renderPicture } from './picture.ts';
import { createQueue } from './queue.ts';
import { openStorage } from './storage.ts';
import { createImageStore, type StoredImage } from './store.ts';

export const IMAGES_MAX = 200;
/** 16 uploads of 5 MB; one decodes in well under a second. */
const QUEUE = { placesMax: 16, waitMs: 5_000 };
/** A whole room opens the same few pictures in the same second; the storage is asked once. */
const CACHE_BYTES = 32 * 1024 * 1024;

export function createImages({ config, database }: Pick<Deps, 'config' | 'database'>) {
  const store = createImageStore(database);
  const storage = openStorage(config.images);
  const queue = createQueue(QUEUE);
  const idKey = deriveKey(config.tokenSecret, 'image-id');
  const recent = new LRUCache<string, Buffer>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (bytes) => bytes.length + 1,
    // Those who ask meanwhile share the answer. What is not there is asked for again: it may be uploaded in a moment.
    fetchMethod: async (id) => (await storage.get(id)) ?? undefined,
  });

  /** The same upload to the same event has the same id, and nobody without our secret can tell which. */
  function idOf(eventId: string, sha256: Buffer): string {
    const random = createHmac('sha256', idKey).update(eventId).update(sha256).digest().subarray(0, 16);
    return v4({ random });
  }

  const read = async (id: string): Promise<Buffer | null> => (await recent.fetch(id)) ?? null;

  return {
    /** Only the owner uploads. @throws event_not_found, event_gone, forbidden */
    async requireOwner(eventId: string, userId: string): Promise<void> {
      const event = await store.event(eventId);
      if (!event) throw new AppError('event_not_found');
      if (event.isDeleted) throw new AppError('event_gone');
      if (event.ownerId !== userId) throw new AppError('forbidden');
    },

    /** Runs an upload, from its first byte on, if there is room for it. @throws overloaded */
    withPlace: queue.withPlace,

    /**
     * Idempotent by content. @throws what `renderPicture` throws; images_full, event_gone, storage_unavailable
     */
    async upload(eventId: string, type: ImageType, upload: Buffer): Promise<Image> {
      const sha256 = createHash('sha256').update(upload).digest();
      const known = await store.find(eventId, sha256);
      // A storage that was lost or restored to an earlier day is mended by uploading again.
      if (known && (await read(known.id))) return toResource(known);
      if (!known && (await store.count(eventId)) >= IMAGES_MAX) throw new AppError('images_full');

      const { bytes, width, height } = await queue.inTurn(() => renderPicture(upload, type));
      const image = { id: known?.id ?? idOf(eventId, sha256), width, height, bytes: bytes.length };
      // The bytes first, then the row, then the answer: who has an id has a picture. A crash in between leaves bytes that
      // nobody was told of; the retry writes the same id again, so there is never more than one of them.
      await storage.put(image.id, bytes);
      const outcome = await store.add(eventId, sha256, image, IMAGES_MAX);
      if (outcome !== 'added') {
        await storage.delete(image.id);
        throw new AppError(outcome === 'full' ? 'images_full' : outcome);
      }
      recent.set(image.id, bytes);
      return toResource(image);
    },

    /** WebP, or null. Needs no database: whoever knows the id may see the picture. @throws storage_unavailable */
    read,
  };
}

function toResource({ id, width, height, bytes }: StoredImage): Image {
  return { id, url: `/v1/images/${id}`, width, height, bytes };
}

export type Images = ReturnType<typeof createImages>;
