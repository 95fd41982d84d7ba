/** Names a heading of the run of show. */
import { type FormEvent, type RefObject, useId } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#/components/ui/dialog.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import * as m from '#/paraglide/messages.js';
import { focusOn } from './host-focus.ts';

/** Characters, as the server counts them or fewer. */
const NAME_MAX = 60;

export interface SectionDialogProps {
  readonly title: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Where the focus goes afterwards. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly onName: (name: string) => void;
}

export function SectionDialog({ title, name, isOpen, onOpenChange, opener, onName }: SectionDialogProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = `${new FormData(event.currentTarget).get('name')}`.trim();
    if (next !== '') onName(next);
    if (next !== '') onOpenChange(false);
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={`${id}-note`} onCloseAutoFocus={focusOn(opener)}>
        <form onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{title}</DialogTitle>
          </DialogHeader>
          <Label htmlFor={id} className="mb-1.5">
            {m.host_section_name()}
          </Label>
          <Input
            id={id}
            name="name"
            size="lg"
            dir="auto"
            required
            autoComplete="off"
            maxLength={NAME_MAX}
            defaultValue={name}
            placeholder={m.host_section_example()}
            aria-describedby={`${id}-note`}
          />
          <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
            {m.host_section_hint()}
          </p>
          <DialogFooter>
            <Button onClick={() => onOpenChange(false)}>{m.action_cancel()}</Button>
            <Button variant="primary" type="submit">
              {m.host_section_save()}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
