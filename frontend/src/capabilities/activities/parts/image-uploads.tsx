/**
 * Pictures on their way to the server, several at once, each under a name of its caller. A lost network waits and goes on
 * by itself; what the server refuses says why and what to do. Leaving the page ends what is on its way.
 */
import type { ImageRef, ImageType } from '@plenum/protocol';
import { ApiError, retryDelayMs } from '@plenum/protocol/client';
import { useEffect, useRef, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { uploadImage } from '#/api/image-upload.ts';
import { announce } from '#/components/live-regions.tsx';
import { getFormatLocale } from '#/lib/locale.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';

export type Upload =
  | {
      readonly is: 'sending';
      readonly fileName: string;
      readonly sentBytes: number;
      readonly totalBytes: number;
      /** `null` until the speed is known. */
      readonly leftMs: number | null;
    }
  | { readonly is: 'waiting'; readonly fileName: string; readonly isOffline: boolean }
  | { readonly is: 'refused'; readonly fileName: string; readonly reason: string };

export interface Uploads {
  of(key: string): Upload | undefined;
  start(key: string, file: File): void;
  /** Also takes away what was refused. */
  stop(key: string): void;
}

/** The protocol's, without its schemas: typebox stays off the pages. */
const BYTES_MAX = 5 * 1024 * 1024;
const TYPES: Record<string, ImageType> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};
export const IMAGE_ACCEPT = [...new Set(Object.values(TYPES))].join(',');

/** Sooner the rate jumps about. */
const SPEED_AFTER_MS = 800;

/** @param onReady  With the newest render's closure. The description is still empty. */
export function useUploads(onReady: (key: string, image: ImageRef) => void): Uploads {
  const { eventId } = useLiveContext();
  const [uploads, setUploads] = useState<Readonly<Record<string, Upload>>>({});
  const stops = useRef(new Map<string, () => void>());
  const latest = useRef(onReady);
  useEffect(() => {
    latest.current = onReady;
  });
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop();
    };
  }, []);

  const set = (key: string, upload: Upload | null) =>
    setUploads(({ [key]: _, ...others }) => (upload === null ? others : { ...others, [key]: upload }));
  const stop = (key: string) => {
    stops.current.get(key)?.();
    stops.current.delete(key);
    set(key, null);
  };
  return {
    of: (key) => uploads[key],
    stop,
    start(key, file) {
      stops.current.get(key)?.();
      const ends = send(eventId, file, {
        onState: (upload) => set(key, upload),
        onReady(image) {
          stops.current.delete(key);
          set(key, null);
          announce(m.host_image_ready());
          latest.current(key, image);
        },
      });
      stops.current.set(key, ends);
    },
  };
}

interface Told {
  onState(upload: Upload): void;
  onReady(image: ImageRef): void;
}

/** @returns what ends it. */
function send(eventId: string, file: File, { onState, onReady }: Told): () => void {
  const fileName = file.name;
  const refuse = (reason: string) => {
    onState({ is: 'refused', fileName, reason });
    announce(reason);
  };
  const type = typeOf(file);
  const problem = problemOf(file);
  if (type === undefined || problem !== null) {
    refuse(problem ?? m.host_image_unreadable());
    return () => {};
  }
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const again = () => {
    clearTimeout(timer);
    window.removeEventListener('online', again);
    void attempt();
  };

  async function attempt(): Promise<void> {
    const startedAt = Date.now();
    onState({ is: 'sending', fileName, sentBytes: 0, totalBytes: file.size, leftMs: null });
    try {
      const { id, width, height } = await uploadImage(eventId, file, type as ImageType, {
        signal: abort.signal,
        onProgress(sent) {
          const sentBytes = Math.min(sent, file.size);
          const leftMs = leftOf(sentBytes, file.size, Date.now() - startedAt);
          onState({ is: 'sending', fileName, sentBytes, totalBytes: file.size, leftMs });
        },
      });
      if (!abort.signal.aborted) onReady({ id, width, height });
    } catch (cause) {
      if (abort.signal.aborted) return;
      const error = cause instanceof ApiError ? cause : new ApiError(0, 'network_failed');
      if (!error.isTemporary) return refuse(refusal(error, file));
      failures += 1;
      onState({ is: 'waiting', fileName, isOffline: !navigator.onLine });
      window.addEventListener('online', again);
      timer = setTimeout(
        again,
        retryDelayMs({ failures, retryAfterMs: error.retryAfterMs, seed: failures, attempt: failures }),
      );
    }
  }

  void attempt();
  return () => {
    clearTimeout(timer);
    window.removeEventListener('online', again);
    abort.abort();
  };
}

/** What can be known before anything is sent; `null` = nothing. Pure. */
export function problemOf({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | null {
  if (typeOf({ name, type }) === undefined) {
    const ending = /\.(\w{2,5})$/.exec(name)?.[1];
    return ending === undefined || !/^image\//.test(type || 'image/')
      ? m.host_image_unreadable()
      : m.host_image_type_wrong({ type: ending.toUpperCase() });
  }
  return size > BYTES_MAX ? m.host_image_too_big({ size: megabytes(size) }) : null;
}

/** By the file's type, else by how its name ends: some systems know no types. */
function typeOf({ name, type }: Pick<File, 'name' | 'type'>): ImageType | undefined {
  const known = Object.values(TYPES).find((one) => one === type);
  return known ?? (type === '' ? TYPES[name.toLowerCase().split('.').at(-1) ?? ''] : undefined);
}

function leftOf(sent: number, total: number, elapsedMs: number): number | null {
  if (elapsedMs < SPEED_AFTER_MS || sent === 0) return null;
  return ((total - sent) * elapsedMs) / sent;
}

function refusal(error: ApiError, file: File): string {
  switch (error.code) {
    case 'image_unreadable':
    case 'media_type_unsupported':
      return m.host_image_unreadable();
    case 'body_too_large':
      return m.host_image_too_big({ size: megabytes(file.size) });
    case 'image_too_large':
      return m.host_image_too_many_pixels();
    case 'images_full':
      return m.host_images_full();
    default:
      return sentenceOf(error);
  }
}

/** One decimal: "1.9". */
export function megabytes(bytes: number): string {
  const format = new Intl.NumberFormat(getFormatLocale(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return format.format(Math.max(0.1, bytes / (1024 * 1024)));
}
