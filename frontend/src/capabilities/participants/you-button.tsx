/** Opens the page about yourself in this event. */
import { CircleUserRound } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from '#/components/ui/button.tsx';
import * as m from '#/paraglide/messages.js';

export function YouButton({ ref, onOpen }: { ref: Ref<HTMLButtonElement>; onOpen: () => void }) {
  return (
    <Button ref={ref} variant="quiet" size="icon-tap" aria-label={m.you_title()} onClick={onOpen}>
      <CircleUserRound aria-hidden="true" />
    </Button>
  );
}
