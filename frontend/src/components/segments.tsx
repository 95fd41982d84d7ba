/** One of a few short values, all in view: radio buttons that look like segments. */
import { useId } from 'react';
import { cn } from '#/lib/cn.ts';

export interface SegmentsProps<Value extends string> {
  readonly label: string;
  /** Else it is for who does not see the page. */
  readonly isLabelShown?: boolean;
  readonly value: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

export function Segments<Value extends string>({
  label,
  isLabelShown = false,
  value,
  choices,
  onChange,
  isDisabled = false,
}: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset disabled={isDisabled}>
      <legend className={cn('text-sm font-[560]', isLabelShown ? 'mb-1.5' : 'sr-only')}>{label}</legend>
      <div className="flex flex-wrap gap-0.5 rounded-[11px] bg-secondary p-0.75 dark:bg-background">
        {choices.map(([choice, word]) => (
          <label
            key={choice}
            className="flex min-h-8.5 flex-1 cursor-pointer items-center justify-center rounded-sm border border-transparent px-3 text-center text-sm font-[540] whitespace-nowrap text-muted-foreground has-checked:border-border has-checked:bg-card has-checked:text-foreground has-checked:shadow-xs has-disabled:cursor-default has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring pointer-coarse:min-h-11 dark:has-checked:bg-secondary"
          >
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === value}
              onChange={() => onChange(choice)}
              className="sr-only"
            />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
