/** Errors as sentences for people: what happened, what is safe, what to do. Codes are the protocol's catalogue. */
import { ApiError } from '@plenum/protocol/client';
import { formatDuration } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

/** By code; what has no sentence of its own gets the one of its family. */
const SENTENCES: Record<string, () => string> = {
  activity_closed: m.error_activity_closed,
  not_open_yet: m.error_not_open_yet,
  event_not_started: m.error_event_not_started,
  event_paused: m.error_event_paused,
  event_ended: m.error_event_ended,
  event_gone: m.error_event_gone,
  event_not_found: m.error_event_unknown,
  code_unknown: m.error_code_unknown,
  passcode_required: m.error_passcode_required,
  passcode_wrong: m.error_passcode_wrong,
  participant_banned: m.error_removed,
  credentials_missing: m.error_sign_in_again,
  credentials_invalid: m.error_sign_in_again,
  forbidden: m.error_forbidden,
  edit_conflict: m.error_edit_conflict,
  activities_full: m.error_activities_full,
  activity_frozen: m.error_activity_frozen,
  settings_frozen: m.error_settings_frozen,
  nickname_refused: m.nickname_refused,
  team_unknown: m.error_team_unknown,
  resume_code_unknown: m.resume_unknown,
  code_taken: m.error_code_taken,
  network_failed: m.error_offline,
  timed_out: m.error_slow,
};

/** One or two sentences for whatever was thrown. Never the developer's text: a host finds the code in `codeOf`. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return m.error_unknown();
  if (error.code === 'rate_limited') {
    return error.retryAfterMs === null
      ? m.error_busy()
      : m.error_rate_limited({ time: formatDuration(error.retryAfterMs) });
  }
  const sentence = SENTENCES[error.code];
  if (sentence !== undefined) return sentence();
  return error.isTemporary ? m.error_busy() : m.error_unknown();
}

/** The machine's word for it, for decisions; `null` for what is no answer of the API. */
export function codeOf(error: unknown): string | null {
  return error instanceof ApiError ? error.code : null;
}
