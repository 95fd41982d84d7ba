/** A labelled field with its hint or its error under it, tied together for assistive technology. */
import { CircleAlert, Eye, EyeOff } from 'lucide-react';
import { type ReactNode, type Ref, useId, useState } from 'react';
import { Input, type InputProps } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import * as m from '#/paraglide/messages.js';

export interface FieldProps extends Omit<InputProps, 'ref'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly ref?: Ref<HTMLInputElement>;
}

export function Field({
  label,
  hint,
  error,
  className,
  children,
  ...props
}: FieldProps & { children?: ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = (error ?? null) !== null || hint !== undefined;
  return (
    <div className={className}>
      <Label htmlFor={id} className="mb-1.5">
        {label}
      </Label>
      <div className="relative">
        <Input
          id={id}
          size="lg"
          className="min-h-12 rounded-[12px] text-base"
          aria-invalid={(error ?? null) !== null || undefined}
          aria-describedby={hasNote ? noteId : undefined}
          {...props}
        />
        {children}
      </div>
      {hasNote && (
        <div id={noteId} className="mt-2">
          {(error ?? null) === null ? (
            <div className="text-sm text-muted-foreground">{hint}</div>
          ) : (
            <FieldError>{error}</FieldError>
          )}
        </div>
      )}
    </div>
  );
}

export function FieldError({ children }: { children: ReactNode }) {
  return (
    <p className="flex gap-2 text-[0.90625rem] leading-[1.3125rem] font-[520] text-destructive">
      <CircleAlert className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

/** @param startsShown  New passwords are shown while they are made up; known ones are not. */
export function PasswordField({ startsShown = false, ...props }: FieldProps & { startsShown?: boolean }) {
  const [isShown, setIsShown] = useState(startsShown);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      style={{ paddingInlineEnd: '3.25rem' }}
      {...props}
    >
      <button
        type="button"
        aria-label={isShown ? m.host_password_hide() : m.host_password_show()}
        onClick={() => setIsShown(!isShown)}
        className="absolute end-0.5 top-1/2 grid size-11 -translate-y-1/2 place-items-center rounded-md text-muted-foreground hover:text-foreground"
      >
        <Icon className="size-5" aria-hidden="true" />
      </button>
    </Field>
  );
}
