/**
 * Makes a stranger's file into a picture of ours: decoded, turned upright, made small and written anew, so that nothing
 * of the file itself is ever served: no metadata, no second meaning, no animation.
 */
import type { ImageType } from '@plenum/protocol';
import sharp from 'sharp';
import { AppError } from '#/errors.ts';

/** A projector shows pictures beside their text: more is not seen, and a phone would pay for it. One size for all. */
const SIDE_MAX = 1_600;
const QUALITY = 80;
/**
 * Decoding costs memory by pixels, whatever the file's size: a progressive JPEG of 40 megapixels takes 250 MB for a second,
 * any other a few. A phone's largest picture under 5 MB has about 24.
 */
const PIXELS_MAX = 40_000_000;
/** An interlaced PNG of 40 megapixels takes 1.5 s on a free core. */
const SECONDS_MAX = 10;

sharp.cache(false);
sharp.concurrency(1);
// libvips reads some forty formats, SVG and PDF among them. Only these decoders are ever given a stranger's bytes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

export interface Picture {
  /** WebP. */
  readonly bytes: Buffer;
  /** Pixels, as it is seen. */
  readonly width: number;
  readonly height: number;
}

/**
 * @param type  What the sender calls it; the bytes decide, and must agree.
 * @throws {AppError} image_unreadable; image_too_large, before anything is decoded; overloaded after `SECONDS_MAX`.
 * Cost: up to a second of one core and some 100 MB; see `PIXELS_MAX` for the worst.
 */
export async function renderPicture(upload: Buffer, type: ImageType): Promise<Picture> {
  await check(upload, type);
  try {
    // Metadata and colour profile are left out unless asked for; the pixels become sRGB. Of an animation: the first frame.
    const { data, info } = await sharp(upload, { failOn: 'error', limitInputPixels: PIXELS_MAX })
      .autoOrient()
      .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch (error) {
    // A machine that is too busy is not the picture's fault.
    if (/timeout/i.test((error as Error).message))
      throw new AppError('overloaded', { detail: 'The image took too long.', cause: error });
    throw unreadable('The image is damaged.');
  }
}

/** Looks at the header only. */
async function check(upload: Buffer, type: ImageType): Promise<void> {
  const { format, width, height, depth } = await readHeader(upload);
  if (`image/${format}` !== type) throw unreadable(`The bytes are image/${format}, not ${type}.`);
  // 16 bits per channel take twice the memory.
  if (width * height * (depth === 'ushort' ? 2 : 1) > PIXELS_MAX) throw new AppError('image_too_large');
}

async function readHeader(upload: Buffer) {
  try {
    return await sharp(upload, { limitInputPixels: false }).metadata();
  } catch {
    throw unreadable('The bytes are no PNG, JPEG or WebP.');
  }
}

const unreadable = (detail: string) => new AppError('image_unreadable', { detail });
