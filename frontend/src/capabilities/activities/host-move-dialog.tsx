/** "Move to…": a place by its number. */
import { type FormEvent, type RefObject, useId } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#/components/ui/dialog.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { isMovable, movedTo, type Show } from './host-arrange.ts';
import { focusOn } from './host-focus.ts';

export interface MoveDialogProps {
  readonly show: Show;
  readonly id: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Where the focus goes afterwards. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly onArrange: (next: Show) => void;
}

export function MoveDialog({ show, id, isOpen, onOpenChange, opener, onArrange }: MoveDialogProps) {
  const fieldId = useId();
  const places = show.flatMap((shown, index) => (isMovable(shown) ? [index + 1] : []));
  const first = places[0] ?? 1;
  const last = places.at(-1) ?? show.length;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const place = Number(new FormData(event.currentTarget).get('place'));
    onArrange(movedTo(show, id, place - 1));
    onOpenChange(false);
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        aria-describedby={`${fieldId}-note`}
        className="max-w-sm"
        onCloseAutoFocus={focusOn(opener)}
      >
        <form onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{m.host_move_to_title()}</DialogTitle>
          </DialogHeader>
          <Label htmlFor={fieldId} className="mb-1.5">
            {m.host_move_to_place()}
          </Label>
          <Input
            id={fieldId}
            name="place"
            type="number"
            size="lg"
            required
            min={first}
            max={last}
            step={1}
            inputMode="numeric"
            className="w-32"
            defaultValue={show.findIndex((shown) => shown.id === id) + 1}
            aria-describedby={`${fieldId}-note`}
          />
          <p id={`${fieldId}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
            {m.host_move_to_hint({ first: formatCount(first), last: formatCount(last) })}
          </p>
          <DialogFooter>
            <Button onClick={() => onOpenChange(false)}>{m.action_cancel()}</Button>
            <Button variant="primary" type="submit">
              {m.host_move_to_do()}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
