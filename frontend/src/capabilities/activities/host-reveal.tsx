/** Revealing, which asks first while people still answer. */
import { Eye, Square } from 'lucide-react';
import { useState } from 'react';
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '#/components/ui/alert-dialog.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { ActivityActs, HostAct } from './host-acts.ts';
import type { ShownActivity } from './host-order.ts';
import { mayReveal, revealsEarly } from './host-step.ts';

/** Asks before results show while people still answer. */
export function RevealDialog({
  shown,
  waiting,
  acts,
  isAsking,
  onDone,
}: {
  shown: ShownActivity;
  /** How many have joined and not answered; `null` when that is not known. */
  waiting: number | null;
  acts: ActivityActs;
  isAsking: boolean;
  onDone: () => void;
}) {
  const reveal = (act: HostAct) => {
    acts.run(act, shown.id);
    onDone();
  };
  return (
    <AlertDialog open={isAsking} onOpenChange={(isOpen) => !isOpen && onDone()}>
      <AlertDialogContent>
        <AlertDialogTitle>{m.host_reveal_early()}</AlertDialogTitle>
        <AlertDialogDescription>
          {m.host_reveal_early_text()}{' '}
          {waiting !== null && waiting > 0 && m.host_not_answered(counted(waiting))}
        </AlertDialogDescription>
        <div className="mt-6 grid gap-2.5">
          <Button variant="primary" size="lg" onClick={() => reveal('close-and-reveal')}>
            <Square aria-hidden="true" />
            {m.host_close_then_reveal()}
          </Button>
          <Button variant="outline" size="lg" onClick={() => reveal('reveal')}>
            <Eye aria-hidden="true" />
            {m.host_reveal_now()}
          </Button>
          <AlertDialogCancel className="border-transparent bg-transparent shadow-none">
            {m.action_cancel()}
          </AlertDialogCancel>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  );
}

/** Reveals, or asks first. */
export function useReveal(acts: ActivityActs, shown: ShownActivity | undefined) {
  const [askedFor, setAskedFor] = useState<string | null>(null);
  return {
    isAsking: shown !== undefined && askedFor === shown.id && revealsEarly(shown.activity),
    reveal() {
      if (shown === undefined || !mayReveal(shown.activity)) return;
      if (revealsEarly(shown.activity)) setAskedFor(shown.id);
      else acts.run('reveal', shown.id);
    },
    done: () => setAskedFor(null),
  };
}
