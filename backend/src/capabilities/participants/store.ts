/** Every query of the participants capability. Acts are one call each (prisma/migrations, participants_*). */
import {
  type ErrorCode,
  EVENT_SETTINGS,
  type EventSettings,
  type EventStatus,
  type Me,
  type Participant,
  type ParticipantResource,
} from '@plenum/protocol';
import type { MeField } from '#/capability.ts';
import type { Act } from '#/db/acts.ts';
import type { Database } from '#/db/client.ts';
import { formatPosition } from '#/feed/index.ts';
import type { JoinableEvent, PageEnd } from './rules.ts';

const UNIQUE_VIOLATION = '23505';

export interface EventToJoin extends JoinableEvent {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export interface EventOfParticipants {
  readonly ownerId: string;
  readonly status: EventStatus;
  readonly settings: EventSettings;
  readonly isDeleted: boolean;
}

const resourceText = `select p.id, participant_name(p) as nickname, p.team_id, time_ms(p.created_at) as joined_at,
    time_ms(p.banned_at) as removed_at, p.may_return from participant p`;

interface ResourceRow {
  id: string;
  nickname: string | null;
  team_id: string | null;
  joined_at: string;
  removed_at: string | null;
  may_return: boolean;
}

const toResource = (row: ResourceRow): ParticipantResource => ({
  id: row.id,
  nickname: row.nickname,
  teamId: row.team_id,
  joinedAt: Number(row.joined_at),
  removedAt: row.removed_at === null ? null : Number(row.removed_at),
  mayReturn: row.may_return,
});

export function createParticipantStore({ pool }: Database, act: Act, meFields: readonly MeField[]) {
  // One indexed query (§3.4): head, participant and what each capability adds, in one snapshot, so that the cursor fits the rest.
  const meText = `select h.epoch, h.version, e.run, participant_self(p) as participant, p.banned_at is not null as is_removed,
      e.deleted_at is not null as is_gone, jsonb_build_object(${meFields.map(({ name, sql }) => `'${name}', (${sql})`).join(', ')}) as fields
    from event e
    join event_head h on h.event_id = e.id
    join participant p on p.event_id = e.id and p.id = $2
   where e.id = $1`;

  return {
    /** The event that answers to this code now. */
    async findByCode(code: string): Promise<EventToJoin | null> {
      const { rows } = await pool.query({
        name: 'event_by_code',
        text: 'select id, code, title, status, settings, passcode_hash from event where live_code = $1',
        values: [code],
      });
      const [row] = rows;
      if (!row) return null;
      return {
        id: row.id,
        code: row.code,
        title: row.title,
        status: row.status as EventStatus,
        settings: { ...EVENT_SETTINGS, ...(row.settings as Partial<EventSettings>) },
        passcodeHash: row.passcode_hash,
      };
    },

    /** Whoever has this personal code, at the cursor of the same moment. */
    async findByResumeCode(
      eventId: string,
      hash: Buffer,
    ): Promise<{ participant: Participant; isRemoved: boolean; cursor: string } | null> {
      const { rows } = await pool.query({
        name: 'participant_by_resume_code',
        text: `select h.epoch, h.version, participant_self(p) as participant, p.banned_at is not null as is_removed
                 from participant p join event_head h on h.event_id = p.event_id
                where p.event_id = $1 and p.resume_code_hash = $2`,
        values: [eventId, hash],
      });
      const [row] = rows;
      if (!row) return null;
      return {
        participant: row.participant,
        isRemoved: row.is_removed,
        cursor: formatPosition({ epoch: row.epoch, version: Number(row.version) }),
      };
    },

    async event(eventId: string): Promise<EventOfParticipants | null> {
      const { rows } = await pool.query(
        `select owner_id as "ownerId", status, settings, deleted_at is not null as "isDeleted" from event where id = $1`,
        [eventId],
      );
      return rows[0] ?? null;
    },

    async me(
      eventId: string,
      participantId: string,
    ): Promise<{ me: Me; isRemoved: boolean; isGone: boolean } | null> {
      const { rows } = await pool.query({ name: 'me', text: meText, values: [eventId, participantId] });
      const [row] = rows;
      if (!row) return null;
      const me = {
        participant: row.participant as Participant,
        run: row.run as number,
        ...(row.fields as Omit<Me, 'participant' | 'run' | 'cursor'>),
        cursor: formatPosition({ epoch: row.epoch, version: Number(row.version) }),
      };
      return { me, isRemoved: row.is_removed, isGone: row.is_gone };
    },

    /** @param patch  Columns `nickname`, `nickname_fold`, `team_id`. @returns how it stands now, or why not. */
    change(
      eventId: string,
      participantId: string,
      patch: Readonly<Record<string, string | null>>,
      hasPoints: string | null,
    ): Promise<{ refused: ErrorCode | null; self: Participant }> {
      return act(eventId, 'participants_change', participantId, JSON.stringify(patch), hasPoints);
    },

    async putResumeCode(
      eventId: string,
      participantId: string,
      hash: Buffer,
    ): Promise<'put' | 'taken' | 'event_not_found' | 'event_gone' | 'participant_banned'> {
      try {
        const { rowCount } = await pool.query(
          `update participant p set resume_code_hash = $3 from event e
            where p.event_id = $1 and p.id = $2 and p.banned_at is null and e.id = $1 and e.deleted_at is null`,
          [eventId, participantId, hash],
        );
        if (rowCount === 1) return 'put';
      } catch (error) {
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return 'taken';
        throw error;
      }
      if ((await this.event(eventId))?.isDeleted) return 'event_gone';
      const found = await this.load(eventId, participantId);
      return found?.removedAt == null ? 'event_not_found' : 'participant_banned';
    },

    async load(eventId: string, id: string): Promise<ParticipantResource | null> {
      const { rows } = await pool.query<ResourceRow>(`${resourceText} where p.event_id = $1 and p.id = $2`, [
        eventId,
        id,
      ]);
      return rows[0] ? toResource(rows[0]) : null;
    },

    /** @param search  A folded part of the shown name; `''` finds everybody. */
    async list(
      eventId: string,
      limit: number,
      after: PageEnd | null,
      search: string,
    ): Promise<ParticipantResource[]> {
      const { rows } = await pool.query<ResourceRow>(
        `${resourceText}
          where p.event_id = $1
            and ($2::bigint is null or (p.created_at, p.id) > (to_timestamp($2::bigint / 1000.0), $3::uuid))
            and ($4 = '' or strpos(p.nickname_fold || case when p.nickname_number > 1 then ' ' || p.nickname_number else '' end, $4) > 0)
          order by p.created_at, p.id limit $5`,
        [eventId, after?.joinedAt ?? null, after?.id ?? null, search, limit],
      );
      return rows.map(toResource);
    },

    /** @returns the cursor at which it is seen; `''` when nothing changed. */
    async remove(
      eventId: string,
      id: string,
      mayReturn: boolean,
      { onRemoving, onRemoved }: { onRemoving: readonly string[]; onRemoved: readonly string[] },
    ): Promise<string> {
      return (await act(eventId, 'participants_remove', id, mayReturn, onRemoving, onRemoved)).cursor;
    },

    async restore(eventId: string, id: string, onRestored: readonly string[]): Promise<string> {
      return (await act(eventId, 'participants_restore', id, onRestored)).cursor;
    },
  };
}
