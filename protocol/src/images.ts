/** Pictures of prompts and options: uploaded by hosts as bytes, read by anybody who was told the id. */
import { type Static, Type } from 'typebox';
import { Id } from './common.ts';

/** What may be uploaded; what is served is always WebP. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** The longest an uploaded picture may be. */
export const IMAGE_BYTES_MAX = 5 * 1024 * 1024;

/** A picture as it is served: upright, without metadata, its longest side at most 1600 px. */
export const Image = Type.Object(
  {
    id: Id,
    url: Type.String({ description: 'Path on this origin; its bytes never change' }),
    width: Type.Integer({ minimum: 1, description: 'Pixels' }),
    height: Type.Integer({ minimum: 1, description: 'Pixels' }),
    bytes: Type.Integer({ minimum: 1, description: 'Length of what is served' }),
  },
  { $id: 'Image' },
);
export type Image = Static<typeof Image>;
