/**
 * What a kind of activity gives to the pages. Everything about one kind stands in its folder; the pages around it (title,
 * state, counts, when results show, autosave, paging) know no kinds.
 *
 * Settings and answers are `unknown` on the wire: a kind names its own types here and reads them without a check, because
 * the server stored only what fits. Members are methods, so that a kind of its own types is a kind of `unknown`.
 */
import type { ActivityEntity, HostActivityEntity, ResultEntity } from '@plenum/protocol';
import type { FeedState } from '@plenum/protocol/client';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';
import type { Choices } from '../parts/choices.ts';
import type { Part } from './part.ts';

/** One line of `kinds/index.ts`: what phones need. The hosts' and the projector's parts are found by the kind's folder (`host.ts`, `screen.ts`). */
export interface KindEntry {
  readonly attendee: Part<AttendeeKind>;
  /** Options with a count each: two rounds of it can be shown side by side. */
  readonly choices?: Choices;
}

/** One line of `kinds/words.ts`: how hosts read the kind. Always loaded with the host's pages, never on a phone. */
export interface KindWords<Settings = unknown> {
  /** As in the brief, §6. */
  readonly icon: LucideIcon;
  /** In the rail and on the picker's card: "Choice". */
  short(): string;
  /** Above the question: "Single choice". */
  long(): string;
  /** One line on the picker's card: "One of several options". */
  text(): string;
  /** Above the form of a new one: "New choice". */
  newHeading(): string;
  /** How much is in it: "4 options". */
  size(settings: Settings): string;
}

/* The phone. */

/** A person's own answer; `Answer` in place of `unknown`. */
export interface OwnAnswerOf<Answer> extends OwnAnswerView {
  readonly answer: Answer | null;
  readonly attempted: Answer | null;
}

export interface AttendeeProps<Settings = unknown, Answer = unknown> {
  readonly activityId: string;
  readonly activity: ActivityEntity;
  /** `activity.settings`, typed. */
  readonly settings: Settings;
  readonly own: OwnAnswerOf<Answer>;
}

export interface OpenProps<Settings = unknown, Answer = unknown> extends AttendeeProps<Settings, Answer> {
  /** Names what is not sent yet on this phone, for `useLocalAnswer`. */
  readonly draftKey: string;
  /** Stored on this phone and sent until the server heard it; shows in `own` at once. */
  respond(answer: Answer): void;
  takeBack(): void;
  /** `false`: announced and not open yet, or the event is paused. Readable, nothing can be changed or sent. */
  readonly mayAnswer: boolean;
  /** The question's element, to name the group of controls by. */
  readonly titleId: string;
  /** What the room has answered so far; `undefined` while this person may not see it. Drawn below `Open` by the page. */
  readonly result: ResultEntity | undefined;
}

export interface ResultProps<Settings = unknown, Answer = unknown> extends AttendeeProps<Settings, Answer> {
  /** At least one answer is in it. */
  readonly result: ResultEntity;
}

/** By server time: everybody's phone flips together. `announced`: it opens in a moment, the same for all. */
export type Phase = 'announced' | 'open' | 'closed';

export interface AroundProps<Settings = unknown, Answer = unknown> extends AttendeeProps<Settings, Answer> {
  readonly phase: Phase;
  /** For the title that stands alone while it is announced. */
  readonly titleId: string;
}

export interface Verdict {
  /** `none`: nothing was answered. */
  readonly is: 'right' | 'wrong' | 'none';
  readonly text: string;
}

/** A kind on a phone. Its words are not announced by itself, except what a press inside changes. */
export interface AttendeeKind<Settings = unknown, Answer = unknown> {
  /** Beside the badge while open: "Choose one". */
  hint(settings: Settings): string;
  /** The whole sentence as it opens: "New question: … Choose one of 4." */
  announceOpen(title: string, settings: Settings): string;
  /** An answer in few words: for "“Night buses” was not counted". */
  describeAnswer(settings: Settings, answer: Answer): string;
  /** The final result as a whole sentence: "Results: Night buses 40%, your answer. …" */
  describeResult(activity: ActivityEntity, result: ResultEntity, answer: Answer | null): string;
  /** Once revealed; `null` when nothing is right or wrong here. `correct` is `undefined` or `null` when the host named nothing. */
  verdict(settings: Settings, correct: unknown, answer: Answer | null): Verdict | null;
  /** The input, with its save status: `StatusBar` for one tap, `SendBar` for everything else. */
  Open(props: OpenProps<Settings, Answer>): ReactNode;
  /** After the close while the result is hidden: what I answered, and what came too late (`own.attempted`). */
  Closed(props: AttendeeProps<Settings, Answer>): ReactNode;
  /** What the room answered, with mine and, once revealed, what is right. */
  Result(props: ResultProps<Settings, Answer>): ReactNode;
  /**
   * In place of the state line above the question, and after the reveal of the verdict. While it is announced it stands
   * alone: who learnt of it early must not read it longer.
   */
  Top?(props: AroundProps<Settings, Answer>): ReactNode;
  /** Below everything. With `Top` the explanation is its to draw. */
  Bottom?(props: AroundProps<Settings, Answer>): ReactNode;
  /** `Open` has its own way to take back: the page leaves its button away. */
  readonly hasOwnTakeBack?: boolean;
  /** `Open` draws what the room answered itself: the page draws nothing below it. */
  readonly drawsResult?: boolean;
  /** Several questions, each drawn by `Open`: the activity's own title stands small above them. */
  readonly asksItself?: boolean;
}

/* The host. */

/** `wording`: somebody answered, so what can be answered stands. `closed`: nothing of it changes any more. */
export type Locked = 'no' | 'wording' | 'closed';

/** What the editor holds of a kind, as typed: an empty row included. Pure. `Own` is JSON. */
export interface DraftRules<Own = unknown, Settings = unknown> {
  empty(): Own;
  of(settings: Settings, correct: unknown): Own;
  /** What keeps it from being stored, as a request: "Write at least 2 options."; `null` = it can be. */
  problem(own: Own): string | null;
  /** What to store. Only what counts: no empty rows, texts trimmed. */
  settingsOf(own: Own): Settings;
  /** What is right; `null` when nothing is named, or nothing can be right here. */
  correctOf(own: Own): unknown;
}

export interface SettingsFormProps<Own = unknown> {
  readonly own: Own;
  onChange(own: Own): void;
  readonly locked: Locked;
  readonly isNew: boolean;
}

export interface HostResultProps<Settings = unknown> {
  readonly id: string;
  readonly activity: HostActivityEntity;
  /** `activity.settings`, typed. */
  readonly settings: Settings;
  /** On a phone: numbers without drawings, so that everything stands on one page. */
  readonly isCompact: boolean;
}

export interface HostKind<Own = unknown, Settings = unknown> {
  readonly draft: DraftRules<Own, Settings>;
  /** Its settings hold the picture that the question is about: the editor offers no other. */
  readonly hasOwnImage?: boolean;
  /** Between the question and who sees the results. */
  SettingsForm(props: SettingsFormProps<Own>): ReactNode;
  /** What is right, below who sees the results. Absent: nothing can be right here. */
  CorrectForm?(props: SettingsFormProps<Own>): ReactNode;
  /** Before the first answer: what can be answered, with what is right. */
  Summary(props: HostResultProps<Settings>): ReactNode;
  /** At least one answer is in it. */
  Result(props: HostResultProps<Settings> & { readonly result: ResultEntity }): ReactNode;
}

/* The projector. */

export interface ScreenProps<Settings = unknown> {
  readonly activityId: string;
  readonly activity: ActivityEntity;
  /** `activity.settings`, typed. */
  readonly settings: Settings;
  /** Which of `list` stand on this page. */
  readonly indexes: readonly number[];
}

export interface OpenPageProps<Settings = unknown> extends ScreenProps<Settings> {
  readonly answered: number;
  readonly joined: number;
}

/** Where to find what the room wrote: that stands in the feed, not in the result. */
export interface ScreenRoom {
  readonly feed: FeedState;
  readonly activityId: string;
  /** Of a survey; '' otherwise. */
  readonly part: string;
}

export interface FootProps<Settings = unknown> extends OpenPageProps<Settings> {
  readonly result: ResultEntity | undefined;
  readonly feed: FeedState;
}

export interface ScreenHeading {
  /** Stands where the question stands. */
  readonly title: string;
  /** Its font size, in u. */
  readonly size: number;
  /** Small, above it. */
  readonly above: ReactNode;
}

export interface ScreenList {
  readonly texts: readonly string[];
  /** For what does not stand in rows (cards, columns): so many on a page. Rows find their own number. */
  readonly perPage?: number;
  /** In rows: what stands beside the words of each, in u. */
  readonly beside?: { readonly width: number; readonly height: number };
}

/** A kind on the projector: sizes come as `--u`, `--question`, `--option`, `--pad`, `--gap`, `--bar`. */
export interface ScreenKind<Settings = unknown> {
  /**
   * What is shown one under the other, in that order: decides sizes and pages. Nothing when one page holds all.
   *
   * @param result  `undefined` while the room may not see it or nobody answered: then `Open` is drawn, else `Result`.
   */
  list(
    activity: ActivityEntity,
    settings: Settings,
    result: ResultEntity | undefined,
    room: ScreenRoom,
  ): ScreenList;
  /** In place of the activity's own question, with the result: each page has its own. It says which page it is. */
  heading?(props: FootProps<Settings>): ScreenHeading | null;
  /** What the footer says was counted, where that is not simply "178 answers"; `null` = simply that, '' = nothing but the page. */
  foot?(props: FootProps<Settings>): ReactNode;
  /** Beside the seats. Nothing here hints at a hidden result. */
  Open(props: ScreenProps<Settings>): ReactNode;
  /** In place of question, `Open` and seats until there is a result: a page of its own. */
  OpenPage?(props: OpenPageProps<Settings>): ReactNode;
  /** Over the whole width. */
  Result(props: ScreenProps<Settings> & { readonly result: ResultEntity }): ReactNode;
}
