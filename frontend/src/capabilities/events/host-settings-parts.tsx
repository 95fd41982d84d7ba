/** What settings are made of: a section, a row with its consequence, cards to pick from, a line that says why it is fixed. */
import { Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { RadioGroup, RadioGroupItem } from '#/components/ui/radio-group.tsx';

export function Section({
  id,
  title,
  text,
  children,
}: {
  /** Of the address: `#joining`. */
  id: string;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="mb-9 scroll-mt-20 border-b border-border pb-8"
    >
      <h2 id={`${id}-title`} className="text-2xl">
        {title}
      </h2>
      <p className="mt-1 mb-3 text-muted-foreground">{text}</p>
      <div className="grid gap-1">{children}</div>
    </section>
  );
}

/** Name, one line of consequence, control on the end side; below each other where there is no room. */
export function SettingRow({
  name,
  text,
  children,
}: {
  name: ReactNode;
  text?: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="text-[0.9375rem] font-[560]">{name}</p>
        {text !== undefined && <p className="text-muted-foreground">{text}</p>}
      </div>
      {children}
    </div>
  );
}

export interface PickProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, name: string, text: string])[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

/** A choice with consequences: each says its own. */
export function Pick<Value extends string>({
  legend,
  value,
  choices,
  onChange,
  isDisabled = false,
}: PickProps<Value>) {
  const id = useId();
  return (
    <fieldset className="py-2.5" disabled={isDisabled}>
      <legend className="mb-2 text-[0.9375rem] font-[560]">{legend}</legend>
      <RadioGroup
        value={value}
        onValueChange={(next) => onChange(next as Value)}
        aria-label={legend}
        disabled={isDisabled}
        className="grid-cols-[minmax(0,1fr)] sm:grid-cols-2"
      >
        {choices.map(([choice, name, text]) => (
          <label
            key={choice}
            htmlFor={`${id}-${choice}`}
            className="flex gap-2.75 rounded-[12px] border border-border bg-card px-3.75 py-3 has-data-[state=checked]:border-primary has-data-[state=checked]:bg-accent has-data-[state=checked]:ring-1 has-data-[state=checked]:ring-primary"
          >
            <RadioGroupItem id={`${id}-${choice}`} value={choice} className="mt-px size-4.5" />
            <span className="min-w-0 wrap-words">
              <b className="block font-semibold">{name}</b>
              <span className="text-muted-foreground">{text}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </fieldset>
  );
}

export function Fixed({ children }: { children: string }) {
  return (
    <p className="mt-1 flex gap-2.5 rounded-[12px] bg-muted px-3.5 py-2.5 text-muted-foreground">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}
