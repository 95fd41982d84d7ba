/** Counts an exported event again, from its answers alone (A5). Pure: a file in, what was found out. */
import { createHash } from 'node:crypto';
import type { ActivityKind, EventExport, ExportedActivity, ExportedAnswer } from '@plenum/protocol';
import canonicalize from 'canonicalize';

/** What an answer counts, or why it does not fit. Activities bring it (backend/scripts/recount.ts). */
export type Judge = (
  kind: ActivityKind,
  settings: unknown,
  answer: unknown,
) =>
  | { readonly contributions: Readonly<Record<string, number>> }
  | { readonly errors: readonly { message: string }[] };

export interface Recount {
  readonly title: string;
  readonly responses: number;
  /** Over the answers, as the close takes it; of an activity that is not closed it proves nothing yet. */
  readonly hash: string;
  /** Sentences with evidence; none: everything agrees. */
  readonly differences: readonly string[];
}

/** Of one kind of difference; more would hide the others. */
const EVIDENCE_MAX = 5;

export function recountEvent({ activities }: EventExport, judge: Judge): Recount[] {
  return activities.map((activity) => recountActivity(activity, judge));
}

function recountActivity(activity: ExportedActivity, judge: Judge): Recount {
  const { title, state, integrity, responses, answers } = activity;
  const { counts, misfits } = countAnswers(activity, judge);
  const hash = hashOf(answers);
  const twice = answers.length - new Set(answers.map(({ responseId }) => responseId)).size;
  return {
    title,
    responses: answers.length,
    hash,
    differences: [
      ...(twice > 0 ? [`${twice} response ids stand there again`] : []),
      ...misfits.slice(0, EVIDENCE_MAX),
      ...countDifferences(new Map(Object.entries(activity.counts)), counts),
      ...(responses === answers.length
        ? []
        : [`the file says ${responses} responses, it holds ${answers.length}`]),
      ...(state === 'closed' ? sealDifferences(integrity, answers.length, hash) : []),
    ],
  };
}

function countAnswers({ kind, settings, answers }: ExportedActivity, judge: Judge) {
  const counts = new Map<string, number>();
  const misfits: string[] = [];
  for (const { responseId, answer } of answers) {
    const judged = judge(kind, settings, answer);
    if ('errors' in judged) {
      misfits.push(
        `answer ${responseId} does not fit: ${judged.errors.map(({ message }) => message).join(', ')}`,
      );
      continue;
    }
    for (const [bucket, weight] of Object.entries(judged.contributions)) {
      counts.set(bucket, (counts.get(bucket) ?? 0) + weight);
    }
  }
  return { counts, misfits };
}

function countDifferences(told: ReadonlyMap<string, number>, counted: ReadonlyMap<string, number>): string[] {
  const buckets = [...new Set([...told.keys(), ...counted.keys()])];
  return buckets
    .filter((bucket) => (told.get(bucket) ?? 0) !== (counted.get(bucket) ?? 0))
    .slice(0, EVIDENCE_MAX)
    .map(
      (bucket) =>
        `${JSON.stringify(bucket)}: the file says ${told.get(bucket) ?? 0}, its answers give ${counted.get(bucket) ?? 0}`,
    );
}

function sealDifferences(
  integrity: ExportedActivity['integrity'],
  responses: number,
  hash: string,
): string[] {
  if (!integrity) return ['it is closed, but nothing was stored at the close'];
  return [
    ...(integrity.responses === responses
      ? []
      : [`closed with ${integrity.responses} responses, the file holds ${responses}`]),
    ...(integrity.hash === hash ? [] : [`closed with the hash ${integrity.hash}, the answers give ${hash}`]),
  ];
}

/** SHA-256, hex, over the leaves by response id; `activities_close` does the same in SQL. */
export function hashOf(answers: readonly ExportedAnswer[]): string {
  const hash = createHash('sha256');
  const sorted = [...answers].sort((a, b) =>
    a.responseId < b.responseId ? -1 : a.responseId > b.responseId ? 1 : 0,
  );
  for (const { responseId, nonce, answer } of sorted) {
    const leaf = createHash('sha256')
      .update(uuidBytes(responseId))
      .update(uuidBytes(nonce))
      .update(canonicalize(answer) ?? '');
    hash.update(leaf.digest());
  }
  return hash.digest('hex');
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
