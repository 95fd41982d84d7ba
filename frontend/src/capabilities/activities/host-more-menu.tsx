/** What else can be done with an activity: its place in the run of show. */
import { useMutation } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Ellipsis } from 'lucide-react';
import { updateActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#/components/ui/dropdown-menu.tsx';
import { formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import type { ShownActivity } from './host-order.ts';

export function ActivityMenu({ show, id }: { show: readonly ShownActivity[]; id: string }) {
  const { eventId, loop } = useLiveContext();
  const index = show.findIndex((shown) => shown.id === id);
  const move = useMutation({
    networkMode: 'always',
    async mutationFn(by: -1 | 1) {
      const own = show[index];
      const other = show[index + by];
      if (own === undefined || other === undefined) return;
      // The two change places; between the two requests they share one, and their ids decide.
      await updateActivity(eventId, own.id, { position: other.activity.position });
      const { cursor } = await updateActivity(eventId, other.id, { position: own.activity.position });
      loop.poke(cursor);
      announce(m.host_moved({ place: formatCount(index + by + 1), total: formatCount(show.length) }));
    },
    onError(error) {
      announce(sentenceOf(error), 'assertive');
      loop.poke();
    },
  });
  if (show.length < 2) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="icon-sm" aria-label={m.host_more_activity()}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem disabled={index <= 0 || move.isPending} onSelect={() => move.mutate(-1)}>
          <ArrowUp aria-hidden="true" />
          {m.host_move_up()}
        </DropdownMenuItem>
        <DropdownMenuItem
          disabled={index >= show.length - 1 || move.isPending}
          onSelect={() => move.mutate(1)}
        >
          <ArrowDown aria-hidden="true" />
          {m.host_move_down()}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
