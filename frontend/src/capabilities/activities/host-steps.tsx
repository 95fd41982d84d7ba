/** The four steps of an activity as a line: what is past, where it stands, what is to come. */
import { Check } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { STEPS, type Step } from './host-step.ts';

const WORDS: Record<Step, () => string> = {
  ready: m.host_step_ready,
  open: m.host_step_open,
  closed: m.host_step_closed,
  revealed: m.host_step_revealed,
};

/** @param isRevealed  The room sees the result although voting is still open. */
export function StepLine({ step }: { step: Step }) {
  const current = STEPS.indexOf(step);
  return (
    <ol className="flex gap-1.5">
      {STEPS.map((name, index) => (
        <li
          key={name}
          aria-current={name === step ? 'step' : undefined}
          className={cn(
            'flex min-w-0 flex-1 items-center gap-1.5 border-t-3 border-track pt-2.25 text-label font-[540] text-muted-foreground',
            index < current && 'border-[color-mix(in_oklab,var(--primary)_45%,var(--card))]',
            index === current && 'border-primary font-[620] text-foreground',
          )}
        >
          {index < current && <Check aria-hidden="true" className="size-3.75 shrink-0" />}
          <span className="truncate">{WORDS[name]()}</span>
        </li>
      ))}
    </ol>
  );
}
