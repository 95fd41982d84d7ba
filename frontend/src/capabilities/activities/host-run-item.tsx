/** One row of the run of show: chosen with a press, moved by dragging it, with Space and arrows, or with Alt and arrows. */
import { useSortable } from '@dnd-kit/sortable';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { CalendarClock } from 'lucide-react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import type { ShownActivity } from './host-order.ts';
import { scheduleLine } from './host-schedule.ts';
import { stepOf } from './host-step.ts';
import { wordsOf } from './kinds/words.ts';

export interface RunItemProps {
  readonly shown: ShownActivity;
  readonly number: number;
  readonly isSelected: boolean;
  readonly joined: number;
  /** `false`: open or done, or nobody may move anything now. */
  readonly isMovable: boolean;
  readonly onSelect: (id: string) => void;
}

export function RunItem({ shown, number, isSelected, joined, isMovable, onSelect }: RunItemProps) {
  const { id, activity } = shown;
  const answered = useEntity<'turnout', HostEntityBodies>('turnout', id)?.responses ?? 0;
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id,
    disabled: { draggable: !isMovable, droppable: !isMovable },
  });
  const { icon: Icon, short } = wordsOf(activity.kind);
  const isDone = activity.state === 'closed';
  const style: CSSProperties = {
    transition: transition ?? undefined,
    ...(transform && { transform: `translate3d(0, ${Math.round(transform.y)}px, 0)` }),
  };
  // A page's own buttons answer Space on release; here Space has lifted or dropped the row already.
  const keepSpace = (event: KeyboardEvent) => event.key === ' ' && event.preventDefault();
  return (
    <li
      ref={setNodeRef}
      style={style}
      data-lifted={isDragging ? '' : undefined}
      className={cn('relative mb-0.5', isDragging && 'z-10')}
    >
      <button
        type="button"
        data-id={id}
        {...(isMovable && {
          ...listeners,
          onKeyUp: keepSpace,
          'aria-describedby': attributes['aria-describedby'],
          'aria-roledescription': m.host_order_row(),
        })}
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => onSelect(id)}
        className={cn(
          'grid w-full grid-cols-[1.375rem_minmax(0,1fr)] gap-2.5 rounded-[11px] border border-transparent px-3 py-2.5 text-start hover:bg-sidebar-accent',
          isSelected &&
            'border-border bg-sidebar-accent shadow-xs [box-shadow:var(--shadow-1),inset_3px_0_0_var(--primary)] rtl:[box-shadow:var(--shadow-1),inset_-3px_0_0_var(--primary)]',
          isMovable && 'touch-manipulation select-none',
          isDragging &&
            'cursor-grabbing border-ring bg-card [box-shadow:0_0_0_3px_var(--ring)] hover:bg-card rtl:[box-shadow:0_0_0_3px_var(--ring)]',
        )}
      >
        <span className="text-end text-label leading-5 text-muted-foreground tabular-nums">
          {formatCount(number)}
        </span>
        <span className="min-w-0">
          <span
            dir="auto"
            className={cn(
              'block text-sm leading-[1.1875rem] font-[540] wrap-words',
              isDone && !isSelected && 'text-muted-foreground',
            )}
          >
            {activity.title}
          </span>
          <span className="mt-0.75 flex items-start gap-1.5 text-[0.78125rem] leading-[1.0625rem] text-muted-foreground">
            <Icon aria-hidden="true" className="mt-px size-3.5 shrink-0" />
            <span>
              <ItemState {...{ activity, isSelected, answered, joined }} short={short()} />
              {isDragging && <b className="font-semibold text-primary"> · {m.host_order_moving()}</b>}
            </span>
          </span>
          <Schedule activity={activity} />
        </span>
      </button>
    </li>
  );
}

function Schedule({ activity }: Pick<ShownActivity, 'activity'>) {
  const line = scheduleLine(activity);
  if (line === null) return null;
  return (
    <span className="mt-0.75 flex items-start gap-1.5 text-[0.78125rem] leading-[1.0625rem] text-muted-foreground">
      <CalendarClock aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      {line}
    </span>
  );
}

function ItemState({
  activity,
  isSelected,
  short,
  answered,
  joined,
}: {
  activity: ShownActivity['activity'];
  isSelected: boolean;
  short: string;
  answered: number;
  joined: number;
}) {
  switch (stepOf(activity)) {
    case 'ready':
      return [
        short,
        wordsOf(activity.kind).size(activity.settings),
        activity.follows ? m.host_round_second() : '',
      ]
        .filter((word) => word !== '')
        .join(' · ');
    case 'open':
      return (
        <>
          <b className="font-semibold text-primary">{m.host_step_open()}</b> ·{' '}
          {m.host_count_of({ count: formatCount(answered), total: formatCount(Math.max(joined, answered)) })}
        </>
      );
    case 'closed':
    case 'revealed': {
      const word = stepOf(activity) === 'closed' ? m.host_step_closed() : m.host_step_revealed();
      return (
        <>
          {isSelected ? <b className="font-semibold text-foreground">{word}</b> : word} ·{' '}
          {m.answers(counted(answered))}
        </>
      );
    }
  }
}
