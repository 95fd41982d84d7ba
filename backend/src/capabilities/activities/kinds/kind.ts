/**
 * What an activity kind is (A1): pure functions over its own settings and answers. Storage, flush, feed, export and recount know no kinds.
 *
 * Whatever arrives here has the shape of its schema in protocol/src/kinds (`index.ts` checks that first); a kind judges the rest.
 */
import type { FieldError } from '#/errors.ts';

/** Bucket → weight. A tally is the sum of these over all responses. Weights are integers above zero. */
export type Contributions = Readonly<Record<string, number>>;

/** How the room is shown buckets that are numbers: bars of `width` from `from` on, and quartiles. */
export interface NumberView {
  /** Of the buckets: '' or `<part>/`. */
  readonly prefix: string;
  readonly from: number;
  readonly width: number;
  readonly bars: number;
}

/** How a result is shown, where that is more than its buckets. */
export interface View {
  readonly numbers?: readonly NumberView[];
  /** Buckets that tell how far people are and nothing of what they think: public as `turnout` while the result is hidden. */
  readonly progress?: readonly string[];
  /** Buckets `<prefix><column>-<row>` of `size` × `size` cells: told as one text where they are too many. */
  readonly grid?: { readonly prefix: string; readonly size: number };
}

/** A column of the export; cells are text or numbers, several of one answer joined by the exporter. */
export interface Column {
  readonly key: string;
  readonly label: string;
}
export type Cell = string | number | boolean | null;

export interface Kind<Settings, Answer, Correct = Answer> {
  /** Fills in what the host left out (ids, defaults). Answers what is wrong instead, if anything; paths begin with `/settings`. */
  readonly settings: (input: unknown) => { settings: Settings } | { errors: FieldError[] };
  /** Whether counts of answers given under `before` still mean the same under `after`, and every one of them still fits. */
  readonly keepsCounts: (before: Settings, after: Settings) => boolean;
  /** Why the answer does not fit these settings; empty = it does. Paths begin with `/answer`. */
  readonly problems: (settings: Settings, answer: Answer) => FieldError[];
  /** Of an answer that fits. */
  readonly contributions: (settings: Settings, answer: Answer) => Contributions;
  /** Why this cannot be the right answer; as `problems` unless given. Paths begin with `/correct`. */
  readonly correctProblems?: (settings: Settings, correct: Correct) => FieldError[];
  readonly isRight?: (settings: Settings, correct: Correct, answer: Answer) => boolean;

  readonly view?: (settings: Settings) => View;
  /** Texts people wrote, by part ('' = no parts), each to live as an entry of its own. */
  readonly texts?: (settings: Settings, answer: Answer) => Readonly<Record<string, readonly string[]>>;
  /** Buckets of this answer that the room does not see until a host shows them. */
  readonly hides?: (settings: Settings, answer: Answer) => readonly string[];
  /** Prefixes of the buckets that people name: '' = all of them. A host may merge and hide those, and no others. */
  readonly named?: (settings: Settings) => readonly string[];
  /** How long it stays open unless the host says otherwise, and the lead in which all phones learn of it; ms. */
  readonly timing?: (settings: Settings) => { readonly opensInMs: number; readonly closesInMs: number };
  /**
   * Points for one answer, given at the reveal; `null` for practice: it counts for nothing and breaks no streak.
   * @param elapsedMs  Receipt in the database's time minus the announced opening.
   * @param streak     Right answers in a row before this one.
   */
  readonly points?: (
    settings: Settings,
    correct: Correct,
    answer: Answer,
    elapsedMs: number,
    streak: number,
  ) => number | null;

  readonly columns: (settings: Settings) => readonly Column[];
  /** By key of a column. */
  readonly cells: (settings: Settings, answer: Answer) => Readonly<Record<string, Cell>>;
}
