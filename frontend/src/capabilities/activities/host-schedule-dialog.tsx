/** When an activity opens and closes by itself. The times are this viewer's; everybody's clock is the server's. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useId, useState } from 'react';
import { updateActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { Button } from '#/components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#/components/ui/dialog.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import { focusOn } from './host-focus.ts';
import type { ShownActivity } from './host-order.ts';
import { fromLocalInput, type ScheduleProblem, scheduleProblem, toLocalInput } from './host-schedule.ts';

const PROBLEMS: Record<ScheduleProblem, () => string> = {
  past: m.host_schedule_past,
  order: m.host_schedule_order,
};

export interface ScheduleDialogProps {
  readonly shown: ShownActivity;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Where the focus goes afterwards. */
  readonly opener: RefObject<HTMLElement | null>;
}

export function ScheduleDialog({ shown, isOpen, onOpenChange, opener }: ScheduleDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-md" onCloseAutoFocus={focusOn(opener)}>
        <DialogHeader>
          <DialogTitle>{m.host_schedule_title()}</DialogTitle>
          <DialogDescription>{m.host_schedule_text()}</DialogDescription>
        </DialogHeader>
        <ScheduleForm shown={shown} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function ScheduleForm({ shown: { id, activity }, onDone }: { shown: ShownActivity; onDone: () => void }) {
  const { eventId, loop, clock } = useLiveContext();
  const fieldId = useId();
  const isReady = activity.state === 'ready';
  const [opens, setOpens] = useState(toLocalInput(isReady ? activity.opensAt : null));
  const [closes, setCloses] = useState(toLocalInput(activity.closesAt));
  const [problem, setProblem] = useState<ScheduleProblem | null>(null);
  const save = useMutation({
    networkMode: 'always',
    mutationFn: (times: { opensAt?: number | null; closesAt: number | null }) =>
      updateActivity(eventId, id, times),
    onSuccess({ cursor }) {
      loop.poke(cursor);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const times = { opensAt: isReady ? fromLocalInput(opens) : null, closesAt: fromLocalInput(closes) };
    const stored = { opensAt: minute(activity.opensAt), closesAt: minute(activity.closesAt) };
    const found = scheduleProblem(times, stored, clock.now());
    setProblem(found);
    if (found === null) save.mutate(isReady ? times : { closesAt: times.closesAt });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {isReady && (
        <TimeField
          id={`${fieldId}-opens`}
          label={m.host_schedule_opens_at()}
          value={opens}
          onChange={setOpens}
        />
      )}
      <TimeField
        id={`${fieldId}-closes`}
        label={m.host_schedule_closes_at()}
        value={closes}
        onChange={setCloses}
      />
      <p className="text-label font-normal text-muted-foreground">
        {m.host_schedule_zone({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </p>
      {(problem !== null || save.isError) && (
        <p role="alert" className="text-sm font-[520] text-destructive">
          {problem !== null ? PROBLEMS[problem]() : sentenceOf(save.error)}
        </p>
      )}
      <DialogFooter className="mt-2">
        <Button onClick={onDone}>{m.action_cancel()}</Button>
        <Button variant="primary" type="submit" aria-disabled={save.isPending || undefined}>
          {m.host_schedule_save()}
        </Button>
      </DialogFooter>
    </form>
  );
}

function TimeField({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {label} <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
      </Label>
      <div className="flex flex-wrap gap-2">
        <Input
          id={id}
          type="datetime-local"
          className="min-w-0 flex-1 basis-52"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {value !== '' && (
          <Button
            variant="quiet"
            aria-label={`${m.host_schedule_clear()}: ${label}`}
            onClick={() => onChange('')}
          >
            {m.host_schedule_clear()}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A form holds minutes. */
function minute(timeMs: number | null): number | null {
  return fromLocalInput(toLocalInput(timeMs));
}
