/** Before the start: how many pictures nobody described. It blocks nothing, and leads to the first of them. */
import { ImageOff } from 'lucide-react';
import { Banner } from '#/components/banner.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { Show } from './host-arrange.ts';
import { undescribedImages } from './host-undescribed.ts';

export function UndescribedNote({ show, onSelect }: { show: Show; onSelect: (activityId: string) => void }) {
  const { count, activityId } = undescribedImages(show);
  if (activityId === null) return null;
  return (
    <section aria-label={m.host_images_undescribed_label()}>
      <Banner
        variant="warning"
        className="[&>div]:max-w-none"
        icon={<ImageOff aria-hidden="true" />}
        title={m.host_images_undescribed(counted(count))}
      >
        {m.host_images_undescribed_text()}{' '}
        <Button
          variant="link"
          size="sm"
          className="-my-2 px-0 pointer-coarse:-my-3"
          onClick={() => onSelect(activityId)}
        >
          {m.host_images_undescribed_show()}
        </Button>
      </Banner>
    </section>
  );
}
