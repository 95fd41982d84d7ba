/** What else can be done with an activity: its place and heading, its times, a copy, a second round. */
import { uuidv7 } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import {
  ArrowDown,
  ArrowUp,
  CalendarClock,
  Copy,
  Ellipsis,
  Heading,
  ListOrdered,
  Repeat2,
} from 'lucide-react';
import { useRef, useState } from 'react';
import { duplicateActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#/components/ui/dropdown-menu.tsx';
import { formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import { headed, isMovable, movedBy, type Show } from './host-arrange.ts';
import { MoveDialog } from './host-move-dialog.tsx';
import { showItem } from './host-run-of-show.tsx';
import { ScheduleDialog } from './host-schedule-dialog.tsx';
import { SectionDialog } from './host-section-dialog.tsx';

export interface ActivityMenuProps {
  readonly show: Show;
  readonly id: string;
  readonly onArrange: (next: Show) => void;
  /** A copy is there. */
  readonly onSelect: (activityId: string) => void;
  /** `false` after the end of the event, and offline. */
  readonly mayChange: boolean;
}

type Asked = 'move' | 'section' | 'schedule' | null;

export function ActivityMenu({ show, id, onArrange, onSelect, mayChange }: ActivityMenuProps) {
  const { eventId, loop } = useLiveContext();
  const [asked, setAsked] = useState<Asked>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const copy = useMutation({
    networkMode: 'always',
    mutationFn: (isSecondRound: boolean) =>
      duplicateActivity(eventId, id, { id: uuidv7(), ...(isSecondRound && { isSecondRound }) }),
    onSuccess(made, isSecondRound) {
      loop.poke(made.cursor);
      onSelect(made.id);
      announce(isSecondRound ? m.host_round_ready() : m.host_duplicated());
    },
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });
  const shown = show.find((one) => one.id === id);
  if (shown === undefined || !mayChange) return null;
  const { state } = shown.activity;
  const canMove = isMovable(shown) && show.length > 1;
  const arrange = (next: Show) => {
    onArrange(next);
    showItem(id);
    announce(
      m.host_moved({
        place: formatCount(next.findIndex((one) => one.id === id) + 1),
        total: formatCount(show.length),
      }),
    );
  };
  const move = (by: -1 | 1) => arrange(movedBy(show, id, by));
  const dialog = (name: Exclude<Asked, null>) => ({
    opener,
    isOpen: asked === name,
    onOpenChange: (isOpen: boolean) => setAsked(isOpen ? name : null),
  });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={opener} variant="quiet" size="icon-sm" aria-label={m.host_more_activity()}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {state === 'closed' && (
            <DropdownMenuItem disabled={copy.isPending} onSelect={() => copy.mutate(true)}>
              <Repeat2 aria-hidden="true" />
              {m.host_ask_again()}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem disabled={copy.isPending} onSelect={() => copy.mutate(false)}>
            <Copy aria-hidden="true" />
            {m.host_duplicate()}
          </DropdownMenuItem>
          {state !== 'closed' && (
            <DropdownMenuItem onSelect={() => setAsked('schedule')}>
              <CalendarClock aria-hidden="true" />
              {m.host_schedule()}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setAsked('section')}>
            <Heading aria-hidden="true" />
            {m.host_section_add()}
          </DropdownMenuItem>
          {canMove && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem disabled={movedBy(show, id, -1) === show} onSelect={() => move(-1)}>
                <ArrowUp aria-hidden="true" />
                {m.host_move_up()}
              </DropdownMenuItem>
              <DropdownMenuItem disabled={movedBy(show, id, 1) === show} onSelect={() => move(1)}>
                <ArrowDown aria-hidden="true" />
                {m.host_move_down()}
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => setAsked('move')}>
                <ListOrdered aria-hidden="true" />
                {m.host_move_to()}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <MoveDialog show={show} id={id} onArrange={arrange} {...dialog('move')} />
      <SectionDialog
        title={m.host_section_add_title()}
        name=""
        onName={(name) => onArrange(headed(show, id, name))}
        {...dialog('section')}
      />
      <ScheduleDialog shown={shown} {...dialog('schedule')} />
    </>
  );
}
