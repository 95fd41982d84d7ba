/** Every query of the activities capability. Plain reads are Prisma's; acts are one call each (prisma/migrations, activities_*). */
import type {
  ActivityKind,
  ActivityResource,
  ActivityState,
  EventStatus,
  ResultState,
  ResultVisibility,
} from '@plenum/protocol';
import type { Act } from '#/db/acts.ts';
import type { Database } from '#/db/client.ts';
import type { ActivityPatch, ActivityRuleState } from './rules.ts';

const CHANGED_MEANWHILE = 'PL003';
const SOMEBODY_ANSWERED = 'PL004';

export interface StoredActivity extends ActivityRuleState {
  readonly kind: ActivityKind;
  readonly settings: unknown;
  readonly correct: unknown;
  readonly revision: number;
  readonly resource: ActivityResource;
}

/** What judging an answer needs: the same for everybody until the host edits the settings. */
export interface Ballot {
  readonly kind: ActivityKind;
  readonly settings: unknown;
  readonly settingsRevision: number;
}

export interface EventOfActivity {
  readonly ownerId: string;
  readonly status: EventStatus;
  readonly isDeleted: boolean;
}

interface Row {
  eventId: string;
  id: string;
  kind: string;
  title: string;
  settings: unknown;
  resultVisibility: string;
  correct: unknown;
  explanation: string | null;
  hostNotes: string | null;
  position: number;
  state: string;
  resultState: string;
  opensAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  revision: number;
}

function toStored(row: Row): StoredActivity {
  const kind = row.kind as ActivityKind;
  const state = row.state as ActivityState;
  const resultState = row.resultState as ResultState;
  const { settings, correct, revision, explanation, hostNotes, position, title, id, eventId } = row;
  return {
    kind,
    settings,
    correct,
    revision,
    state,
    resultState,
    resource: {
      id,
      eventId,
      kind,
      title,
      settings,
      resultVisibility: row.resultVisibility as ResultVisibility,
      state,
      resultState,
      revealed: resultState === 'shown',
      position,
      correct,
      explanation,
      hostNotes,
      opensAt: row.opensAt?.getTime() ?? null,
      closesAt: row.closesAt?.getTime() ?? null,
      closedAt: row.closedAt?.getTime() ?? null,
    },
  };
}

export interface NewActivity {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly settings: unknown;
  readonly resultVisibility: ResultVisibility;
  readonly correct: unknown;
  readonly explanation: string | null;
  readonly hostNotes: string | null;
}

export function createActivityStore({ pool, prisma }: Database, act: Act) {
  return {
    async event(id: string): Promise<EventOfActivity | null> {
      const row = await prisma.event.findUnique({
        where: { id },
        select: { ownerId: true, status: true, deletedAt: true },
      });
      return (
        row && { ownerId: row.ownerId, status: row.status as EventStatus, isDeleted: row.deletedAt !== null }
      );
    },

    async load(eventId: string, id: string): Promise<StoredActivity | null> {
      const row = await prisma.activity.findUnique({ where: { eventId_id: { eventId, id } } });
      return row && toStored(row);
    },

    async list(eventId: string): Promise<StoredActivity[]> {
      const rows = await prisma.activity.findMany({
        where: { eventId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toStored);
    },

    async ballot(eventId: string, id: string): Promise<Ballot | null> {
      const { rows } = await pool.query({
        name: 'ballot',
        text: 'select kind, settings, settings_revision from activity where event_id = $1 and id = $2',
        values: [eventId, id],
      });
      const [row] = rows;
      return row ? { kind: row.kind, settings: row.settings, settingsRevision: row.settings_revision } : null;
    },

    async create(
      eventId: string,
      activity: NewActivity,
    ): Promise<{ isNew: boolean; cursor: string } | 'id_taken'> {
      const { outcome, cursor } = await act<{ outcome: 'created' | 'exists' | 'id_taken' }>(
        eventId,
        'activities_create',
        JSON.stringify({
          id: activity.id,
          kind: activity.kind,
          title: activity.title,
          settings: activity.settings,
          result_visibility: activity.resultVisibility,
          correct: activity.correct,
          explanation: activity.explanation,
          host_notes: activity.hostNotes,
        }),
      );
      return outcome === 'id_taken' ? outcome : { isNew: outcome === 'created', cursor };
    },

    /** Commits what was decided on `revision`. `changed`: somebody acted meanwhile; `answered`: counts depend on it already. */
    async commit(
      eventId: string,
      id: string,
      revision: number,
      patch: ActivityPatch,
    ): Promise<{ cursor: string } | 'changed' | 'answered'> {
      try {
        const { cursor } = await act(eventId, 'activities_commit', id, revision, JSON.stringify(patch));
        return { cursor };
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === CHANGED_MEANWHILE) return 'changed';
        if (code === SOMEBODY_ANSWERED) return 'answered';
        throw error;
      }
    },

    async delete(eventId: string, id: string): Promise<void> {
      await act(eventId, 'activities_delete', id);
    },
  };
}

export type ActivityStore = ReturnType<typeof createActivityStore>;
