/** Where one word or one part of an answer is: saved, on its way, waiting. In words, with an icon. */
import { Check, Clock3 } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { useDelayed } from '#/lib/use-delayed.ts';
import * as m from '#/paraglide/messages.js';
import type { SaveState } from './save-status.tsx';

/** As the status line has them: a quick network shows nothing, one that hangs is waiting. */
const SAVING_AFTER_MS = 400;
const WAITING_AFTER_MS = 4_000;

export function SavedBadge({ state }: { state: SaveState }) {
  const isSaving = state === 'saving';
  const isSeen = useDelayed(isSaving, SAVING_AFTER_MS);
  const isStuck = useDelayed(isSaving, WAITING_AFTER_MS);
  if (state === 'saved') {
    return (
      <Badge variant="success">
        <Check aria-hidden="true" />
        {m.part_saved_badge()}
      </Badge>
    );
  }
  if (state === 'waiting' || isStuck) {
    return (
      <Badge variant="warning">
        <Clock3 aria-hidden="true" />
        {m.part_waiting_badge()}
      </Badge>
    );
  }
  return isSeen ? <Badge>{m.part_saving_badge()}</Badge> : null;
}
