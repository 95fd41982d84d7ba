/** Open text: only that somebody answered is counted; the texts become entries with a life of their own. */
import type { OpenTextAnswer, OpenTextSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { countProblems } from './options.ts';
import { lengthProblems, numbered } from './texts.ts';

export const openText: Kind<OpenTextSettings, OpenTextAnswer> = {
  settings(input) {
    const { texts = 1, lengthMax = 140, upvotes = true } = input as Partial<OpenTextSettings>;
    return { settings: { texts, lengthMax, upvotes } };
  },

  // More and longer texts may be allowed later; upvotes are counted elsewhere.
  keepsCounts: (before, after) => after.texts >= before.texts && after.lengthMax >= before.lengthMax,

  problems: (settings, { texts }) => [
    ...countProblems(texts.length, 0, settings.texts, '/answer/texts'),
    ...lengthProblems(texts, settings.lengthMax, '/answer/texts'),
    ...texts.flatMap((text, index) =>
      texts.indexOf(text) < index ? [{ path: `/answer/texts/${index}`, message: 'stands there twice' }] : [],
    ),
  ],
  contributions: () => ({ answered: 1 }),
  texts: (_settings, { texts }) => ({ '': texts }),

  columns: ({ texts }) => numbered(texts, 'text', 'Text'),
  cells: (settings, { texts }) =>
    Object.fromEntries(
      numbered(settings.texts, 'text', 'Text').map(({ key }, index) => [key, texts[index] ?? null]),
    ),
};
