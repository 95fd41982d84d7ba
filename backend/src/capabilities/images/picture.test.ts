/** Nothing of a stranger's file is served but what it looks like. */
import type { ImageType } from '@plenum/protocol';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { renderPicture } from './picture.ts';
import { aHollowPng, aPicture } from './testing.ts';

const seen = async (bytes: Buffer) => {
  const { format, width, height, pages, exif, icc, xmp } = await sharp(bytes).metadata();
  return { format, width, height, pages: pages ?? 1, exif, icc, xmp };
};
/** The colour of one pixel, near enough for a lossy format. */
async function colourAt(bytes: Buffer, left: number, top: number): Promise<'red' | 'blue' | 'other'> {
  const { data } = await sharp(bytes)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [red = 0, green = 0, blue = 0] = data;
  if (green > 60) return 'other';
  return red > 180 && blue < 60 ? 'red' : blue > 180 && red < 60 ? 'blue' : 'other';
}

describe('what is served', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('a %s becomes WebP of the same size', async (format) => {
    const upload = await aPicture(60, 40).toFormat(format).toBuffer();
    const picture = await renderPicture(upload, `image/${format}`);
    expect(picture).toMatchObject({ width: 60, height: 40 });
    expect(await seen(picture.bytes)).toMatchObject({ format: 'webp', width: 60, height: 40 });
    expect(await colourAt(picture.bytes, 30, 20)).toBe('red');
  });

  test('the longest side has at most 1600 px, the other keeps the shape', async () => {
    const upload = await aPicture(1_000, 4_000).jpeg().toBuffer();
    expect(await renderPicture(upload, 'image/jpeg')).toMatchObject({ width: 400, height: 1_600 });
  });

  test('where a photo was taken, by whom and with what is gone; it stands upright as its EXIF said', async () => {
    // As the camera lay: red left, blue right. Turned clockwise, red is up.
    const blue = await sharp({ create: { width: 30, height: 40, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    const upload = await aPicture(60, 40)
      .composite([{ input: blue, left: 30, top: 0 }])
      .jpeg()
      .keepIccProfile()
      .withIccProfile('p3')
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Somebody</x:xmpmeta>')
      .withMetadata({
        orientation: 6,
        exif: {
          IFD0: { Artist: 'Somebody', Model: 'A camera' },
          IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
        },
      })
      .toBuffer();
    expect(await seen(upload)).toMatchObject({ exif: expect.any(Buffer), icc: expect.any(Buffer) });
    expect(upload.includes('Somebody')).toBe(true);

    const { bytes, width, height } = await renderPicture(upload, 'image/jpeg');
    expect(await seen(bytes)).toEqual({ format: 'webp', width: 40, height: 60, pages: 1 });
    expect({ width, height }).toEqual({ width: 40, height: 60 });
    expect(await colourAt(bytes, 20, 5)).toBe('red');
    expect(await colourAt(bytes, 20, 55)).toBe('blue');
    for (const trace of ['Exif', 'GPS', 'Somebody', 'camera']) expect(bytes.includes(trace)).toBe(false);
  });

  test('what is transparent stays so', async () => {
    const upload = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer();
    const { bytes } = await renderPicture(upload, 'image/png');
    expect((await sharp(bytes).stats()).isOpaque).toBe(false);
  });

  test('an animation stands still at its first frame', async () => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const upload = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [100, 100] })
      .toBuffer();
    expect((await seen(upload)).pages).toBe(2);
    const { bytes } = await renderPicture(upload, 'image/webp');
    expect(await seen(bytes)).toMatchObject({ pages: 1, width: 20, height: 20 });
    expect(await colourAt(bytes, 10, 10)).toBe('red');
  });

  test('a second meaning that rides in a real picture is not served', async () => {
    const script = '<script>alert(1)</script>';
    const jpeg = await aPicture().jpeg().toBuffer();
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), Buffer.from(script)]);
    const upload = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), Buffer.from(script)]);
    const { bytes } = await renderPicture(upload, 'image/jpeg');
    expect(bytes.includes('script')).toBe(false);
    expect(await seen(bytes)).toMatchObject({ format: 'webp', width: 60 });
  });
});

describe('what is refused', () => {
  const png = () => aPicture().png().toBuffer();
  const page = '<html><script>alert(1)</script></html>';
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const files: [string, ImageType, () => Buffer | Promise<Buffer>][] = [
    ['a text', 'image/png', () => Buffer.from('a text file that calls itself a picture')],
    ['nothing', 'image/png', () => Buffer.alloc(0)],
    ['an SVG', 'image/png', () => Buffer.from(svg)],
    ['an SVG with its XML head', 'image/webp', () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a page', 'image/jpeg', () => Buffer.from(page)],
    [
      'a page that goes on as a picture',
      'image/png',
      async () => Buffer.concat([Buffer.from(page), await png()]),
    ],
    [
      'a PDF that goes on as a picture',
      'image/png',
      async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), await png()]),
    ],
    ['a GIF', 'image/png', () => aPicture().gif().toBuffer()],
    ['a TIFF', 'image/png', () => aPicture().tiff().toBuffer()],
    ['an AVIF', 'image/webp', () => aPicture().avif().toBuffer()],
    ['a JPEG called PNG', 'image/png', () => aPicture().jpeg().toBuffer()],
    ['a PNG without pixels', 'image/png', () => aHollowPng(100, 100)],
    [
      'half a JPEG',
      'image/jpeg',
      async () => (await aPicture(800, 800).jpeg().toBuffer()).subarray(0, 1_500),
    ],
  ];
  test.each(files)('%s', async (_name, type, upload) => {
    await expect(renderPicture(await upload(), type)).rejects.toMatchObject({ code: 'image_unreadable' });
  });

  test.each(files.filter(([name]) => /SVG|PDF|GIF|TIFF|AVIF/.test(name)))(
    '%s, without its decoder being asked',
    async (_name, type, upload) => {
      await expect(renderPicture(await upload(), type)).rejects.toMatchObject({
        detail: 'The bytes are no PNG, JPEG or WebP.',
      });
    },
  );

  test('a bomb: many pixels in few bytes are refused before any is decoded', async () => {
    const before = performance.now();
    for (const bomb of [aHollowPng(20_000, 20_000), aHollowPng(200_000, 201), aHollowPng(5_000, 5_000, 16)]) {
      expect(bomb.length).toBeLessThan(100);
      await expect(renderPicture(bomb, 'image/png')).rejects.toMatchObject({ code: 'image_too_large' });
    }
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  test('a real bomb of 100 megapixels is refused in the memory it came in', async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const before = process.memoryUsage.rss();
    await expect(renderPicture(bomb, 'image/png')).rejects.toMatchObject({ code: 'image_too_large' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024);
  });
});
