/** Every query of the images capability: what an event has. The bytes are the storage's (storage.ts). */
import type { Database } from '#/db/client.ts';

export interface StoredImage {
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Length of what is served. */
  readonly bytes: number;
}

export function createImageStore({ pool, prisma }: Database) {
  return {
    async event(id: string): Promise<{ ownerId: string; isDeleted: boolean } | null> {
      const row = await prisma.event.findUnique({
        where: { id },
        select: { ownerId: true, deletedAt: true },
      });
      return row && { ownerId: row.ownerId, isDeleted: row.deletedAt !== null };
    },

    /** The image an upload with these bytes became, if it did. @param sha256  Of the upload. */
    find: (eventId: string, sha256: Uint8Array<ArrayBuffer>): Promise<StoredImage | null> =>
      prisma.image.findUnique({
        where: { eventId_sha256: { eventId, sha256 } },
        select: { id: true, width: true, height: true, bytes: true },
      }),

    count: (eventId: string): Promise<number> => prisma.image.count({ where: { eventId } }),

    /** Exact also when uploads meet. @param max  How many images an event may have. */
    async add(
      eventId: string,
      sha256: Uint8Array,
      { id, width, height, bytes }: StoredImage,
      max: number,
    ): Promise<'added' | 'full' | 'event_gone'> {
      const { rows } = await pool.query('select images_add($1, $2, $3, $4, $5, $6, $7) as outcome', [
        eventId,
        id,
        sha256,
        width,
        height,
        bytes,
        max,
      ]);
      return rows[0].outcome;
    },
  };
}
