/** Writing one activity: the question, what its kind asks for, who sees the results. The page saves it and shows how it looks. */
import type { ImageRef, ResultVisibility } from '@plenum/protocol';
import { type ReactNode, useId } from 'react';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { RadioGroup, RadioGroupItem } from '#/components/ui/radio-group.tsx';
import { Textarea } from '#/components/ui/textarea.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type Draft, EXPLANATION_MAX, NOTES_MAX, QUESTION_MAX } from './host-draft.ts';
import type { HostKind, Locked } from './kinds/kind.ts';
import { ImageField } from './parts/image-field.tsx';

export interface ActivityEditorProps {
  readonly kind: HostKind;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly locked: Locked;
  /** A new activity: the question is where one starts. */
  readonly isNew: boolean;
}

export function ActivityEditor({ kind, draft, onChange, locked, isNew }: ActivityEditorProps) {
  const id = useId();
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  const form = { own: draft.own, onChange: (own: unknown) => set({ own }), locked, isNew };
  return (
    <div className="grid gap-5">
      <div>
        <Label htmlFor={`${id}-title`} className="mb-1.5">
          {m.host_question()}
        </Label>
        <Input
          id={`${id}-title`}
          size="xl"
          dir="auto"
          autoFocus={isNew}
          autoComplete="off"
          maxLength={QUESTION_MAX}
          aria-describedby={`${id}-title-note`}
          className="min-h-14 text-xl font-[560]"
          placeholder={m.host_question_example()}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <div
          id={`${id}-title-note`}
          className="mt-1.5 flex justify-between gap-4 text-label font-normal text-muted-foreground"
        >
          <span>{m.host_question_hint()}</span>
          <span>
            {m.host_count_of({ count: formatCount(draft.title.length), total: formatCount(QUESTION_MAX) })}
          </span>
        </div>
      </div>
      {kind.hasOwnImage !== true && (locked !== 'closed' || draft.image !== undefined) && (
        <ImageField
          label={m.host_image()}
          image={draft.image ?? null}
          isReadOnly={locked === 'closed'}
          onChange={(image) => onChange(withImage(draft, image))}
        />
      )}
      <kind.SettingsForm {...form} />
      <VisibilityChoice
        value={draft.resultVisibility}
        onChange={(resultVisibility) => set({ resultVisibility })}
      />
      {kind.CorrectForm !== undefined && <kind.CorrectForm {...form} />}
      {(kind.draft.correctOf(draft.own) ?? null) !== null && (
        <LongText
          label={m.host_explanation()}
          hint={m.host_explanation_hint()}
          max={EXPLANATION_MAX}
          value={draft.explanation}
          onChange={(explanation) => set({ explanation })}
        />
      )}
      <LongText
        label={m.host_notes()}
        hint={m.host_notes_hint()}
        max={NOTES_MAX}
        value={draft.hostNotes}
        onChange={(hostNotes) => set({ hostNotes })}
      />
    </div>
  );
}

function withImage({ image: _, ...draft }: Draft, image: ImageRef | null): Draft {
  return image === null ? draft : { ...draft, image };
}

const VISIBILITIES: readonly [ResultVisibility, () => string, () => string][] = [
  ['host-only', m.host_visible_reveal, m.host_visible_reveal_text],
  ['after-close', m.host_visible_closed, m.host_visible_closed_text],
  ['after-own-response', m.host_visible_answered, m.host_visible_answered_text],
  ['always', m.host_visible_always, m.host_visible_always_text],
];

function VisibilityChoice({
  value,
  onChange,
}: {
  value: ResultVisibility;
  onChange: (value: ResultVisibility) => void;
}) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-[560]">{m.host_visible()}</legend>
      <RadioGroup
        value={value}
        onValueChange={(next) => onChange(next as ResultVisibility)}
        aria-label={m.host_visible()}
        className="sm:grid-cols-2"
      >
        {VISIBILITIES.map(([option, name, text]) => (
          <label
            key={option}
            htmlFor={`${id}-${option}`}
            className="flex gap-2.75 rounded-[12px] border border-border bg-card px-3.75 py-3 text-sm has-data-[state=checked]:border-primary has-data-[state=checked]:bg-accent has-data-[state=checked]:ring-1 has-data-[state=checked]:ring-primary"
          >
            <RadioGroupItem id={`${id}-${option}`} value={option} className="mt-px size-4.5" />
            <span>
              <b className="block font-semibold">{name()}</b>
              <span className="text-[0.84375rem] text-muted-foreground">{text()}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </fieldset>
  );
}

function LongText({
  label,
  hint,
  max,
  value,
  onChange,
}: {
  label: ReactNode;
  hint: string;
  max: number;
  value: string;
  onChange: (text: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {label} <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
      </Label>
      <Textarea
        id={id}
        dir="auto"
        maxLength={max}
        aria-describedby={`${id}-note`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
        {hint}
      </p>
    </div>
  );
}
