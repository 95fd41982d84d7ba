/** Asks before the event ends, and says what that does; only lines that are true. */
import { ListChecks, Square, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Rich } from '#/components/rich.tsx';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '#/components/ui/alert-dialog.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

export interface EndDialogProps {
  readonly unopened: number;
  readonly open: number;
  readonly joined: number;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onEnd: () => void;
}

export function EndDialog({ unopened, open, joined, isOpen, onOpenChange, onEnd }: EndDialogProps) {
  const lines: [string, ReactNode, ReactNode][] = [];
  if (open > 0)
    lines.push([
      'open',
      <Square key="icon" />,
      <Rich key="text" parts={m.host_end_open.parts(counted(open))} />,
    ]);
  if (unopened > 0) {
    lines.push([
      'unopened',
      <ListChecks key="icon" />,
      <Rich key="text" parts={m.host_end_unopened.parts(counted(unopened))} />,
    ]);
  }
  if (joined > 0)
    lines.push([
      'joined',
      <UsersRound key="icon" />,
      <Rich key="text" parts={m.host_end_joined.parts(counted(joined))} />,
    ]);
  return (
    <AlertDialog open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialogContent className="max-w-[35rem]">
        <AlertDialogTitle className="text-2xl">{m.host_end_title()}</AlertDialogTitle>
        <AlertDialogDescription className="text-base">{m.host_end_text()}</AlertDialogDescription>
        {lines.length > 0 && (
          <ul className="mt-5 divide-y divide-border rounded-2xl border border-border bg-card px-4.5 py-1.5 text-[0.9375rem] [&_svg]:mt-0.5 [&_svg]:size-4.5 [&_svg]:shrink-0 [&_svg]:text-muted-foreground">
            {lines.map(([name, icon, text]) => (
              <li key={name} className="flex gap-3 py-2.5 text-muted-foreground [&_b]:text-foreground">
                <span aria-hidden="true">{icon}</span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        )}
        <AlertDialogFooter>
          <AlertDialogCancel>{m.action_cancel()}</AlertDialogCancel>
          <AlertDialogAction variant="destructive" onClick={onEnd}>
            {m.host_end_event()}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
