/**
 * A picture of a question or an option. Its place is there before it is: width and height are known. When it does not
 * come, its description stands there instead, in words.
 */
import type { ImageRef } from '@plenum/protocol';
import { useState } from 'react';
import { imageUrl } from '#/api/images.ts';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';

export interface ImageViewProps {
  readonly image: ImageRef;
  /** Of the frame; the picture is always seen whole. */
  readonly className?: string;
  /** It stands at once in sight: the question's own. */
  readonly isEager?: boolean;
  /** Beside its words, which say the same: nothing is read twice. */
  readonly isDecoration?: boolean;
  readonly onFailed?: () => void;
}

export function ImageView({
  image: { id, alt = '', width, height },
  className,
  isEager = false,
  isDecoration = false,
  onFailed,
}: ImageViewProps) {
  const [failedId, setFailedId] = useState<string | null>(null);
  const isFailed = failedId === id;
  return (
    <span data-slot="image" className={cn('relative block overflow-hidden bg-secondary', className)}>
      {isFailed ? (
        <span className="absolute inset-0 grid place-content-center overflow-hidden p-3 text-center text-sm text-muted-foreground">
          <span>{m.image_failed()}</span>
          {alt !== '' && (
            <span dir="auto" className="wrap-words">
              {alt}
            </span>
          )}
        </span>
      ) : (
        <img
          src={imageUrl(id)}
          alt={isDecoration ? '' : alt}
          width={width}
          height={height}
          loading={isEager ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => {
            setFailedId(id);
            onFailed?.();
          }}
          className="absolute inset-0 size-full object-contain"
        />
      )}
    </span>
  );
}
