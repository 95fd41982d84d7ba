/** Words of a scale and statements to rate: the rows of an options field, by number. */
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { DraftOption } from '../../parts/host-option-drafts.ts';
import { OptionsField } from '../../parts/host-options-field.tsx';
import type { Locked } from '../kind.ts';

export interface RowsFieldProps {
  readonly legend: string;
  readonly note?: string;
  readonly rows: readonly DraftOption[];
  onChange(rows: readonly DraftOption[]): void;
  readonly locked: Locked;
  /** "Statement 2" */
  rowLabel(inputs: { value: string }): string;
  readonly addLabel: string;
  readonly textMax: number;
  /** Fewer cannot be. */
  readonly least: number;
  readonly most: number;
}

export function RowsField({ legend, rows, rowLabel, least, most, ...props }: RowsFieldProps) {
  const name = (value: string) => rowLabel({ value });
  return (
    <OptionsField
      {...props}
      options={rows}
      heading={legend}
      min={least}
      max={most}
      isOrderFixed={props.locked !== 'no'}
      saysFixed={false}
      words={{
        key: (index) => formatCount(index + 1),
        name,
        up: (value) => m.host_rating_up({ label: name(value) }),
        down: (value) => m.host_rating_down({ label: name(value) }),
        remove: (value) => m.host_rating_remove({ label: name(value) }),
      }}
    />
  );
}
