/** What an activity kind is (A1): pure. Storage, flush, feed, export and recount know no kinds. */
import type { FieldError } from '#/errors.ts';

/** Bucket → weight. A tally is the sum of these over all responses. */
export type Contributions = Readonly<Record<string, number>>;

export interface Kind<Settings, Answer> {
  /** Fills in what the host left out (option ids). Answers what is wrong instead, if anything. */
  readonly settings: (input: unknown) => { settings: Settings } | { errors: FieldError[] };
  /** Whether counts of answers given under `before` still mean the same under `after`. */
  readonly keepsCounts: (before: Settings, after: Settings) => boolean;
  /** The answer's contributions, or `null` when it does not fit these settings. */
  readonly contributions: (settings: Settings, answer: Answer) => Contributions | null;
}
