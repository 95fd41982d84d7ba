/** Form pieces that several kinds share: one of a few short values, one of a list, one with its consequence. */
import { type ReactNode, useId } from 'react';
import { Label } from '#/components/ui/label.tsx';
import { RadioGroup, RadioGroupItem } from '#/components/ui/radio-group.tsx';

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  /** What follows from it. */
  readonly text?: string;
  readonly isDisabled?: boolean;
}

/** Three to five short values side by side. */
export function Segments<Value extends string | number>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-[560]">{label}</legend>
      <div className="flex min-h-11 gap-1 rounded-[11px] bg-secondary p-1">
        {choices.map((choice) => (
          <label key={choice.value} className="relative grid min-w-9 flex-1">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.isDisabled}
              onChange={() => onChange(choice.value)}
              className="peer absolute inset-0 size-full opacity-0"
            />
            <span className="grid place-items-center rounded-[8px] border border-transparent px-2 text-[0.9375rem] font-medium text-muted-foreground peer-checked:border-border peer-checked:bg-card peer-checked:font-[620] peer-checked:text-foreground peer-checked:shadow-xs peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ring peer-disabled:opacity-50 peer-disabled:peer-checked:opacity-100">
              {choice.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of a longer list: the browser's own picker fits every thumb. */
export function SelectField<Value extends string | number>({
  label,
  hint,
  value,
  choices,
  isDisabled,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  value: Value;
  choices: readonly Choice<Value>[];
  isDisabled?: boolean;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="min-w-0">
      <Label htmlFor={id} className="mb-1.5">
        {label}
      </Label>
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        value={value}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = choices.find((choice) => String(choice.value) === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className="min-h-11 w-full rounded-md border border-input bg-card px-3 text-base text-foreground disabled:bg-secondary disabled:text-muted-foreground"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.isDisabled}>
            {choice.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A choice with consequences: a card each. */
export function PickCards<Value extends string>({
  label,
  value,
  choices,
  isDisabled = false,
  onChange,
}: {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  isDisabled?: boolean;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-[560]">{label}</legend>
      <RadioGroup
        value={value}
        onValueChange={(next) => onChange(next as Value)}
        aria-label={label}
        disabled={isDisabled}
        className="sm:grid-cols-2"
      >
        {choices.map((choice) => (
          <label
            key={choice.value}
            htmlFor={`${id}-${choice.value}`}
            className="flex gap-2.75 rounded-[12px] border border-border bg-card px-3.75 py-3 text-sm has-data-[state=checked]:border-primary has-data-[state=checked]:bg-accent has-data-[state=checked]:ring-1 has-data-[state=checked]:ring-primary"
          >
            <RadioGroupItem
              id={`${id}-${choice.value}`}
              value={choice.value}
              className="mt-px size-4.5 shrink-0"
            />
            <span className="min-w-0">
              <b className="block font-semibold">{choice.label}</b>
              <span className="text-[0.84375rem] text-muted-foreground">{choice.text}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </fieldset>
  );
}
