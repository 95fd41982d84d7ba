/** The parts of a survey: written one at a time, each with its own kind's form; added, moved and removed by buttons. */
import type { PartKind } from '@plenum/protocol';
import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { FixedNote } from '../../parts/host-fixed-note.tsx';
import { kindOf } from '../index.ts';
import type { SettingsFormProps } from '../kind.ts';
import { wordsOf } from '../words.ts';
import { type DraftPart, hostPart, movedPart, newPart, PARTS_MAX, type SurveyDraft } from './draft.ts';
import { PART_KINDS } from './parts-of.ts';

const TITLE_MAX = 200;

export function SettingsForm({ own: { parts }, onChange, locked, isNew }: SettingsFormProps<SurveyDraft>) {
  const [editedId, setEditedId] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const set = (next: readonly DraftPart[]) => onChange({ parts: next });

  function add(kind: PartKind) {
    const part = newPart(kind);
    set([...parts, part]);
    setEditedId(part.id);
  }
  function move(index: number, by: -1 | 1) {
    set(movedPart(parts, index, by));
    announce(m.host_survey_moved({ place: formatCount(index + by + 1), total: formatCount(parts.length) }));
  }
  function remove(index: number) {
    set(parts.filter((_, other) => other !== index));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('button')?.focus());
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-[560]">{m.host_survey_parts()}</legend>
      {locked !== 'no' && (
        <div className="mb-3">
          <FixedNote>{locked === 'wording' ? m.host_survey_fixed() : m.host_survey_closed()}</FixedNote>
        </div>
      )}
      {parts.length > 0 && (
        <ol ref={list} className="mb-3 grid gap-2.5">
          {parts.map((part, index) => (
            <PartRow
              key={part.id}
              part={part}
              place={formatCount(index + 1)}
              isEdited={part.id === editedId}
              onEdit={() => setEditedId(part.id === editedId ? null : part.id)}
              onUp={locked === 'closed' || index === 0 ? null : () => move(index, -1)}
              onDown={locked === 'closed' || index === parts.length - 1 ? null : () => move(index, 1)}
              onRemove={locked === 'no' ? () => remove(index) : null}
            >
              <PartForm
                part={part}
                place={formatCount(index + 1)}
                onChange={(changed) => set(parts.with(index, changed))}
                {...{ locked, isNew }}
              />
            </PartRow>
          ))}
        </ol>
      )}
      {locked === 'no' && parts.length < PARTS_MAX && <AddPart onAdd={add} />}
    </fieldset>
  );
}

function PartRow({
  part,
  place,
  isEdited,
  onEdit,
  onUp,
  onDown,
  onRemove,
  children,
}: {
  part: DraftPart;
  place: string;
  isEdited: boolean;
  onEdit: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
  children: ReactNode;
}) {
  const { icon: Icon, long } = wordsOf(part.kind);
  return (
    <li className="rounded-[12px] border border-border bg-card">
      <div className="flex flex-wrap items-center gap-x-1 py-2 ps-3.5 pe-2">
        <Icon aria-hidden="true" className="me-2 size-5 shrink-0 text-muted-foreground" />
        <span className="min-w-0 flex-1 basis-40 py-0.5">
          <span dir="auto" className="block text-start text-[0.9375rem] leading-5 font-[560] wrap-words">
            {part.title.trim() === '' ? m.host_survey_untitled() : part.title}
          </span>
          <span className="block text-label font-normal text-muted-foreground">
            {m.host_survey_part({ place })} · {long()}
          </span>
        </span>
        <span className="flex shrink-0">
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={m.host_survey_edit({ place })}
            aria-expanded={isEdited}
            onClick={onEdit}
          >
            <Pencil aria-hidden="true" />
          </Button>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={m.host_survey_up({ place })}
            disabled={onUp === null}
            onClick={onUp ?? undefined}
          >
            <ArrowUp aria-hidden="true" />
          </Button>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={m.host_survey_down({ place })}
            disabled={onDown === null}
            onClick={onDown ?? undefined}
          >
            <ArrowDown aria-hidden="true" />
          </Button>
          {onRemove !== null && (
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={m.host_survey_remove({ place })}
              onClick={onRemove}
            >
              <X aria-hidden="true" />
            </Button>
          )}
        </span>
      </div>
      {isEdited && <div className="grid gap-5 border-t border-border p-3.5">{children}</div>}
    </li>
  );
}

function PartForm({
  part,
  place,
  onChange,
  locked,
  isNew,
}: Pick<SettingsFormProps, 'locked' | 'isNew'> & {
  part: DraftPart;
  place: string;
  onChange: (part: DraftPart) => void;
}) {
  const id = useId();
  const kind = hostPart(part.kind);
  return (
    <>
      <div>
        <Label htmlFor={id} className="mb-1.5">
          {m.host_survey_question({ place })}
        </Label>
        <Input
          id={id}
          dir="auto"
          autoComplete="off"
          autoFocus={part.title === ''}
          maxLength={TITLE_MAX}
          readOnly={locked === 'closed'}
          className="min-h-11"
          value={part.title}
          onChange={(event) => onChange({ ...part, title: event.target.value })}
        />
      </div>
      {kind === undefined ? (
        <p className="text-muted-foreground">{m.host_kind_unknown_text()}</p>
      ) : (
        <kind.SettingsForm
          own={part.own}
          onChange={(own) => onChange({ ...part, own })}
          {...{ locked, isNew }}
        />
      )}
    </>
  );
}

function AddPart({ onAdd }: { onAdd: (kind: PartKind) => void }) {
  const id = useId();
  return (
    <div>
      <p id={id} className="mb-1.5 text-label font-normal text-muted-foreground">
        {m.host_survey_add()}
      </p>
      <ul aria-labelledby={id} className="flex flex-wrap gap-2">
        {PART_KINDS.filter((kind) => kindOf(kind) !== undefined).map((kind) => {
          const { icon: Icon, long } = wordsOf(kind);
          return (
            <li key={kind}>
              <Button
                size="sm"
                aria-label={m.host_survey_add_kind({ kind: long() })}
                onClick={() => onAdd(kind)}
              >
                <Icon aria-hidden="true" />
                {long()}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
