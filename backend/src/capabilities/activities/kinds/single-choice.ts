/** Single choice: the chosen option counts one. */
import type { SingleChoiceAnswer, SingleChoiceSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';

interface Input {
  options: { id?: string; label: string }[];
}

export const singleChoice: Kind<SingleChoiceSettings, SingleChoiceAnswer> = {
  settings(input) {
    const { options } = input as Input;
    const given = new Set<string>();
    for (const [index, { id }] of options.entries()) {
      if (id !== undefined && given.has(id)) {
        return {
          errors: [{ path: `/settings/options/${index}/id`, message: 'must differ from the other options' }],
        };
      }
      if (id !== undefined) given.add(id);
    }
    let next = 1;
    return {
      settings: {
        options: options.map(({ id, label }) => {
          if (id !== undefined) return { id, label };
          while (given.has(`o${next}`)) next++;
          return { id: `o${next++}`, label };
        }),
      },
    };
  },

  // Wording and order may change; which options there are may not.
  keepsCounts: (before, after) =>
    before.options.length === after.options.length &&
    before.options.every(({ id }) => after.options.some((option) => option.id === id)),

  contributions: (settings, { optionId }) =>
    settings.options.some(({ id }) => id === optionId) ? { [optionId]: 1 } : null,
};
