/** Answers that are saved piece by piece (words, texts, parts): some of them may count where others do not. */
import type { OwnAnswerOf } from '../kinds/kind.ts';

/** What a kind of such answers gives to the page on top. Members are methods, as in `AttendeeKind`. */
export interface InPieces<Settings = unknown, Answer = unknown> {
  /** Names the pieces that came too late; '' when all that was sent last is counted, or it only took something back. */
  describeLost(settings: Settings, attempted: Answer, counted: Answer | null): string;
  /** Absent: one draft for all. */
  drafts?(settings: Settings, own: OwnAnswerOf<Answer>): readonly PieceDraft[];
}

/** A piece that is written and sent by itself. */
export interface PieceDraft {
  /** Behind the answer's own draft key. */
  readonly key: string;
  /** "Part 2 · What brought you here?" */
  readonly name: string;
  /** What was sent of it: counted, or told as too late. */
  readonly sent: readonly unknown[];
}
