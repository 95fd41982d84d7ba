/** The keys of the control room: what each does right now, and nothing for what cannot be done. */
import type { ActivityKind, EventEntity } from '@plenum/protocol';
import type { ActivityActs } from '#/capabilities/activities/host-acts.ts';
import type { ShownActivity } from '#/capabilities/activities/host-order.ts';
import { focusItem } from '#/capabilities/activities/host-run-of-show.tsx';
import { mayHide, nextStep } from '#/capabilities/activities/host-step.ts';
import { useShortcuts } from '#/lib/shortcuts.ts';
import type { RoomProps } from './room.tsx';

export function useRoomShortcuts({
  selected,
  status,
  isControl,
  isOffline,
  acts,
  reveal,
  onNext,
  onAdd,
  onGo,
  screen,
  setOverlay,
}: Pick<RoomProps, 'onGo'> & {
  selected: ShownActivity | undefined;
  status: EventEntity['status'];
  isControl: boolean;
  isOffline: boolean;
  acts: ActivityActs;
  reveal: () => void;
  onNext: (() => void) | null;
  onAdd: ((kind?: ActivityKind) => void) | undefined;
  screen: () => void;
  setOverlay: (overlay: 'shortcuts') => void;
}): void {
  const control = isControl && selected !== undefined && !isOffline && !acts.isPending ? selected : undefined;
  const isOpen = control?.activity.state === 'open';
  const step = control && nextStep(control.activity, { status, hasNext: onNext !== null });
  const focus = (step: 1 | -1) => focusItem(document.querySelector('[data-run-of-show]'), step);
  useShortcuts({
    o: control && step === 'open' ? () => acts.run('open', control.id) : undefined,
    c: control && isOpen ? () => acts.run('close', control.id) : undefined,
    t:
      control && isOpen && control.activity.closesAt === null
        ? () => acts.run('close-soon', control.id)
        : undefined,
    r: control && reveal,
    h: control && mayHide(control.activity) ? () => acts.run('hide', control.id) : undefined,
    n: control && (onNext ?? undefined),
    e: isControl && selected ? () => onGo({ activity: selected.id, mode: 'edit' }, true) : undefined,
    '+': onAdd && (() => onAdd()),
    s: isOffline ? undefined : screen,
    '?': () => setOverlay('shortcuts'),
    arrowdown: () => focus(1),
    arrowup: () => focus(-1),
  });
}
