/** What the screen shows, by the host's hand: opening an activity puts it up by itself, this changes it. */
import type { PutStage, StageEntity } from '@plenum/protocol';
import { useMutation } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { sentenceOf } from '#/api/errors.ts';
import { putStage } from '#/api/events.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#/components/ui/dropdown-menu.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

export function useStage() {
  const { eventId, loop } = useLiveContext();
  return useMutation({
    networkMode: 'always',
    mutationFn: (stage: PutStage) => putStage(eventId, stage),
    onSuccess: ({ cursor }) => loop.poke(cursor),
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });
}

/** @param activityId  The selected activity, once it was opened. */
export function StageMenu({
  stage,
  activityId,
}: {
  stage: StageEntity | undefined;
  activityId: string | null;
}) {
  const put = useStage();
  const { eventId } = useLiveContext();
  const hasPoints = useEntity('leaderboard', eventId) !== undefined;
  const shown =
    stage?.view === 'activity'
      ? stage.activityId === activityId
        ? 'activity'
        : ''
      : (stage?.view ?? 'join');
  const choose = (view: string) => {
    if (view === 'activity' && activityId !== null) put.mutate({ view, activityId });
    else if (view === 'join' || view === 'leaderboard' || view === 'blank') put.mutate({ view });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="sm" className="-my-1.5 -me-2 shrink-0 pointer-coarse:-my-3">
          {m.host_stage_change()}
          <ChevronDown aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup value={shown} onValueChange={choose}>
          {activityId !== null && (
            <DropdownMenuRadioItem value="activity">{m.host_stage_activity()}</DropdownMenuRadioItem>
          )}
          {hasPoints && (
            <DropdownMenuRadioItem value="leaderboard">{m.host_stage_leaderboard()}</DropdownMenuRadioItem>
          )}
          <DropdownMenuRadioItem value="join">{m.host_stage_join()}</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="blank">{m.host_stage_blank()}</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
