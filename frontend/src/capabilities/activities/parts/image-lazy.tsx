/** Pictures on phones. Most questions have none, so their code comes with the first one; their place is there before. */
import type { ImageRef } from '@plenum/protocol';
import { type ComponentProps, Suspense } from 'react';
import { cn } from '#/lib/cn.ts';
import { lazyComponent } from '#/lib/lazy-component.ts';

const ImageView = lazyComponent(async () => (await import('./image-view.tsx')).ImageView);

/** As `ImageView`. */
export function Image(props: ComponentProps<typeof ImageView>) {
  return (
    <Suspense fallback={<span className={cn('block bg-secondary', props.className)} />}>
      <ImageView {...props} />
    </Suspense>
  );
}

/** Above the answers: as wide as they are, and never so high that no answer is in sight. */
export function QuestionImage({ image }: { image: ImageRef }) {
  return (
    <div
      className="mb-5 max-h-[38svh] min-h-24 w-full overflow-hidden rounded-xl short:mb-3.5"
      style={{ aspectRatio: `${image.width} / ${image.height}` }}
    >
      <Image image={image} isEager className="size-full" />
    </div>
  );
}
