/** The question's picture, above the answers. Most questions have none: its code comes with the first one. */
import type { ImageRef } from '@plenum/protocol';
import { lazy, Suspense } from 'react';

const ImageView = lazy(async () => ({ default: (await import('./image-view.tsx')).ImageView }));

/** As wide as the answers, and never so high that no answer is in sight. Its place is there before it is. */
export function QuestionImage({ image }: { image: ImageRef }) {
  return (
    <div
      className="mb-5 max-h-[38svh] min-h-24 w-full overflow-hidden rounded-xl bg-secondary short:mb-3.5"
      style={{ aspectRatio: `${image.width} / ${image.height}` }}
    >
      <Suspense>
        <ImageView image={image} isEager className="size-full" />
      </Suspense>
    </div>
  );
}
