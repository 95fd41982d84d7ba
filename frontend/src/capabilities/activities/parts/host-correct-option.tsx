/** Which option is right: the browser's own picker, because fifty options fit it, and every thumb. */
import { useId } from 'react';
import { Label } from '#/components/ui/label.tsx';
import * as m from '#/paraglide/messages.js';
import { type DraftOption, writtenOptions } from './host-option-drafts.ts';

export interface CorrectOptionProps {
  readonly options: readonly DraftOption[];
  readonly correctId: string | null;
  readonly onChange: (id: string | null) => void;
}

export function CorrectOption({ options, correctId, onChange }: CorrectOptionProps) {
  const id = useId();
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {m.host_correct()} <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
      </Label>
      <select
        id={id}
        aria-describedby={`${id}-note`}
        value={correctId ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        className="min-h-11 w-full rounded-md border border-input bg-card px-3 text-base text-foreground"
      >
        <option value="">{m.host_correct_none()}</option>
        {writtenOptions(options).map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
        {m.host_correct_hint()}
      </p>
    </div>
  );
}
