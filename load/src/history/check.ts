/** Holds a history to every rule. Pure: the same lines give the same verdict. */
import {
  acknowledgedIsFinal,
  closeIsFinal,
  countedOnce,
  finalWasAttempted,
  retryIsWelcome,
} from './ballots.ts';
import { erasOf } from './eras.ts';
import { neverBackwards, oneStatePerCursor, sameBytes } from './feeds.ts';
import type { Line } from './line.ts';
import { failsOnlyWhileBroken, resetHasCause, restoreChangesEpoch } from './outages.ts';
import type { Case, Harm, Violation } from './rule.ts';
import { nothingHidden } from './secrets.ts';
import { statesOf } from './states.ts';
import { storyOf } from './story.ts';
import { readYourWrites, tallyIsExact } from './tallies.ts';

export const RULES = {
  acknowledgedIsFinal,
  finalWasAttempted,
  countedOnce,
  tallyIsExact,
  readYourWrites,
  closeIsFinal,
  retryIsWelcome,
  oneStatePerCursor,
  sameBytes,
  neverBackwards,
  nothingHidden,
  failsOnlyWhileBroken,
  restoreChangesEpoch,
  resetHasCause,
};
export type RuleName = keyof typeof RULES;

export interface Verdict {
  /** Rule → how it was broken; rules that held are missing. */
  readonly broken: ReadonlyMap<RuleName, readonly Violation[]>;
  /** How many distinct states of the event were compared. */
  readonly states: number;
  readonly harm: Readonly<Record<Harm, number>>;
}

/** @throws {Error} for a history without a room or a truth. */
export function check(lines: readonly Line[]): Verdict {
  const story = storyOf(lines);
  const of: Case = { story, eras: erasOf(story), states: statesOf(story) };
  const broken = new Map<RuleName, Violation[]>();
  const harm = { lost: 0, double: 0, backwards: 0, 'told too early': 0, 'out of order': 0 };
  for (const [name, rule] of Object.entries(RULES)) {
    const violations = [...rule.violations(of)];
    if (violations.length > 0) broken.set(name as RuleName, violations);
    harm[rule.harm] += violations.length;
  }
  return { broken, states: of.states.length, harm };
}

const SHOWN_VIOLATIONS = 3;
const SHOWN_LINES = 6;
const SHOWN_CHARACTERS = 400;

/** The verdict for people: each broken rule with its first violations and the lines that show them. */
export function evidence({ broken }: Verdict, lines: readonly Line[]): string {
  const parts = [...broken].map(([name, violations]) => {
    const { numbers, promise } = RULES[name];
    const shown = violations.slice(0, SHOWN_VIOLATIONS).map(({ says, lines: told }) => {
      const quotes = told.slice(0, SHOWN_LINES).map((line) => quote(lines, line));
      return [`  ${says}`, ...quotes].join('\n');
    });
    const more = violations.length > SHOWN_VIOLATIONS ? [`  … ${violations.length} in all`] : [];
    return [`[${numbers}] ${name}: ${promise}`, ...shown, ...more].join('\n');
  });
  return parts.join('\n\n');
}

function quote(lines: readonly Line[], line: number): string {
  const text = JSON.stringify(lines[line - 1]);
  const cut = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return `    ${line}: ${cut}`;
}
