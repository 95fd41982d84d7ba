/** Asks before somebody is removed, and says what that does. */
import type { ParticipantResource } from '@plenum/protocol';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { sentenceOf } from '#/api/errors.ts';
import { removeParticipant } from '#/api/participants.ts';
import { announce } from '#/components/live-regions.tsx';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '#/components/ui/alert-dialog.tsx';
import { Switch } from '#/components/ui/switch.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';

export interface RemoveDialogProps {
  /** `null`: nobody. */
  readonly person: ParticipantResource | null;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export function RemoveDialog({ person, onClose, onRemoved }: RemoveDialogProps) {
  const { eventId } = useLiveContext();
  const id = useId();
  const [mayReturn, setMayReturn] = useState(false);
  const name = person?.nickname ?? m.host_people_nameless();
  const { mutate, error, isPending, reset } = useMutation({
    networkMode: 'always',
    mutationFn: (participantId: string) => removeParticipant(eventId, participantId, { mayReturn }),
    onSuccess() {
      announce(m.host_people_gone({ name }));
      onRemoved();
      close();
    },
    onError: (failed) => announce(sentenceOf(failed), 'assertive'),
  });
  function close() {
    setMayReturn(false);
    reset();
    onClose();
  }
  return (
    <AlertDialog open={person !== null} onOpenChange={(isOpen) => !isOpen && close()}>
      <AlertDialogContent>
        <AlertDialogTitle className="wrap-words">{m.host_people_remove_title({ name })}</AlertDialogTitle>
        <AlertDialogDescription>{m.host_people_remove_text()}</AlertDialogDescription>
        <label
          htmlFor={id}
          className="mt-5 flex min-h-11 items-center justify-between gap-4 text-[0.9375rem]"
        >
          {m.host_people_return()}
          <Switch id={id} checked={mayReturn} onCheckedChange={setMayReturn} />
        </label>
        {error !== null && <p className="mt-2 text-sm text-destructive">{sentenceOf(error)}</p>}
        <AlertDialogFooter>
          <AlertDialogCancel>{m.action_cancel()}</AlertDialogCancel>
          <AlertDialogAction
            variant="destructive"
            aria-disabled={isPending}
            onClick={(event) => {
              // It closes once it is done.
              event.preventDefault();
              if (person !== null && !isPending) mutate(person.id);
            }}
          >
            {m.host_people_remove()}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
