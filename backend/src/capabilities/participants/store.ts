/** Every query of the participants capability. */
import type { EventSettings, EventStatus, Me, Participant, StoredResponse } from '@plenum/protocol';
import type { MeField } from '#/capability.ts';
import type { Database } from '#/db/client.ts';
import { formatPosition } from '#/feed/index.ts';
import type { JoinableEvent } from './rules.ts';

export interface EventToJoin extends JoinableEvent {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export function createParticipantStore({ pool }: Database, meFields: readonly MeField[]) {
  // One indexed query (§3.4): head, participant and what each capability adds, in one snapshot, so that the cursor fits the rest.
  const meText = `select h.epoch, h.version, e.run, p.id, participant_name(p) as nickname,
      jsonb_build_object(${meFields.map(({ name, sql }) => `'${name}', (${sql})`).join(', ')}) as fields
    from event e
    join event_head h on h.event_id = e.id
    join participant p on p.event_id = e.id and p.id = $2
   where e.id = $1 and e.deleted_at is null`;

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
        settings: row.settings as EventSettings,
        passcodeHash: row.passcode_hash,
      };
    },

    async settingsOf(eventId: string): Promise<{ settings: EventSettings; status: EventStatus } | null> {
      const { rows } = await pool.query(
        'select settings, status from event where id = $1 and deleted_at is null',
        [eventId],
      );
      return rows[0] ?? null;
    },

    async me(eventId: string, participantId: string): Promise<Me | null> {
      const { rows } = await pool.query({ name: 'me', text: meText, values: [eventId, participantId] });
      const [row] = rows;
      if (!row) return null;
      return {
        participant: { id: row.id, nickname: row.nickname },
        run: row.run,
        ...(row.fields as { responses: StoredResponse[] }),
        cursor: formatPosition({ epoch: row.epoch, version: Number(row.version) }),
      };
    },

    async rename(eventId: string, participantId: string, nickname: string | null, fold: string | null) {
      const { rows } = await pool.query<Participant & { id: string | null }>(
        'select p.id, participant_name(p) as nickname from participants_rename($1, $2, $3, $4) p',
        [eventId, participantId, nickname, fold],
      );
      const [row] = rows;
      return row?.id ? { id: row.id, nickname: row.nickname } : null;
    },
  };
}
