/** Which kind a word in a table means, in our languages and in the short forms people use. */
import type { ActivityKind } from '@plenum/protocol';

/** What a row of a table can say. The others need more than texts. */
export const IMPORTABLE = [
  'single-choice',
  'multiple-choice',
  'true-false',
  'quiz',
  'word-cloud',
  'open-text',
  'rating',
  'ranking',
  'points',
  'estimate',
] as const satisfies ActivityKind[];
export type ImportableKind = (typeof IMPORTABLE)[number];

const NAMES: Record<ImportableKind, string> = {
  'single-choice':
    'choice, single choice, single, sc, mc, poll, multiple choice, auswahl, einfachauswahl, einzelauswahl, umfrage, abstimmung, radio, radio buttons',
  'multiple-choice':
    'multiple select, multi select, multiselect, multiple, several, checkbox, checkboxes, mehrfachauswahl, mehrere, ms',
  'true-false':
    'true false, true or false, tf, yes no, wahr falsch, wahr oder falsch, richtig falsch, richtig oder falsch, ja nein',
  quiz: 'quiz, quiz question, quizfrage, trivia',
  'word-cloud': 'word cloud, wordcloud, cloud, wc, wortwolke, wolke, words, wörter',
  'open-text':
    'open text, open, open ended, text, free text, freetext, freitext, offen, offene frage, short answer, brainstorm, textantwort',
  rating: 'rating, rate, scale, scales, stars, likert, bewertung, skala, sterne, bewerten',
  ranking: 'ranking, rank, order, rangfolge, reihenfolge, rangliste, sortieren, puzzle',
  points: 'points, 100 points, punkte, 100 punkte, allocation, budget, punkte verteilen',
  estimate: 'estimate, number, numeric, guess, slider, schätzen, schätzung, schätzfrage, zahl',
};

const byName = new Map<string, ImportableKind>(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    [kind, ...names.split(', ')].map((name) => [plainName(name), kind as ImportableKind] as const),
  ),
);

/** `null` for a word nobody knows. */
export function kindOfName(name: string): ImportableKind | null {
  return byName.get(plainName(name)) ?? null;
}

/** How a word is compared: without case, and with anything but letters and digits as one space. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
