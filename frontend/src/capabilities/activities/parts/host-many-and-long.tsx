/** How many texts each person may write, and how long. Both may grow once somebody answered: fewer would refuse what was counted. */
import { useState } from 'react';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { Locked } from '../kinds/kind.ts';
import { Segments, SelectField } from './host-segments.tsx';

export interface ManyAndLongProps {
  readonly many: number;
  readonly manyLabel: string;
  readonly manyMax: number;
  readonly lengthMax: number;
  readonly lengthLabel: string;
  /** To choose from; what is stored stands among them too. */
  readonly lengths: readonly number[];
  readonly locked: Locked;
  onMany(many: number): void;
  onLengthMax(lengthMax: number): void;
}

export function ManyAndLong(props: ManyAndLongProps) {
  const { many, manyLabel, manyMax, lengthMax, lengthLabel, lengths, locked, onMany, onLengthMax } = props;
  const [least] = useState({ many, lengthMax });
  const isTooLittle = (value: number, was: number) =>
    locked === 'closed' || (locked === 'wording' && value < was);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Segments
        label={manyLabel}
        value={many}
        choices={Array.from({ length: manyMax }, (_, index) => ({
          value: index + 1,
          label: formatCount(index + 1),
          isDisabled: isTooLittle(index + 1, least.many),
        }))}
        onChange={onMany}
      />
      <SelectField
        label={lengthLabel}
        value={lengthMax}
        choices={[...new Set([...lengths, lengthMax])]
          .sort((one, two) => one - two)
          .map((length) => ({
            value: length,
            label: m.host_characters({ count: formatCount(length) }),
            isDisabled: isTooLittle(length, least.lengthMax),
          }))}
        isDisabled={locked === 'closed'}
        onChange={onLengthMax}
      />
    </div>
  );
}
