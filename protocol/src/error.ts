/**
 * The error catalogue: every refusal the API can answer, as a row. Sentences for people are the client's; the title
 * here is for developers. Answers are RFC 9457 `application/problem+json`. Each code stands in PROTOCOL.md too.
 */
import { type Static, Type } from 'typebox';

export const ERRORS = {
  request_invalid: [400, 'The request does not match the schema'],
  body_malformed: [400, 'The body is not JSON'],
  text_malformed: [400, 'A text holds NUL or an unpaired surrogate, or the body is nested too deeply'],
  cursor_malformed: [400, 'The cursor is malformed, or repeated, or since and at stand together'],
  answer_invalid: [400, 'The answer does not fit the activity'],
  nickname_refused: [400, 'This nickname is not welcome here'],
  team_unknown: [400, 'The event has no such team'],
  import_invalid: [400, 'The file is not an export of this product, or of a newer one'],
  image_unreadable: [400, 'The bytes are no PNG, JPEG or WebP, another one than announced, or damaged'],
  credentials_missing: [401, 'This needs credentials'],
  credentials_invalid: [401, 'These credentials are not valid'],
  forbidden: [403, 'These credentials may not do this'],
  passcode_required: [403, 'This event has a passcode'],
  passcode_wrong: [403, 'The passcode is wrong'],
  participant_banned: [403, 'The host removed this participant'],
  route_not_found: [404, 'No such route'],
  event_not_found: [404, 'No such event'],
  code_unknown: [404, 'No event has this code'],
  activity_not_found: [404, 'No such activity'],
  result_not_found: [404, 'No such result'],
  entry_not_found: [404, 'No such entry'],
  participant_not_found: [404, 'No such participant'],
  resume_code_unknown: [404, 'Nobody of this event has this personal code'],
  image_not_found: [404, 'No such image'],
  id_taken: [409, 'This id belongs to something else'],
  code_taken: [409, 'Another event uses this code'],
  seq_reused: [409, 'This seq was used with another answer'],
  activity_closed: [409, 'The activity is closed'],
  activity_frozen: [409, 'Settings that change counts are fixed after the first answer'],
  settings_frozen: [409, 'This setting is fixed: answers were given under it'],
  not_current: [409, 'Another activity is on than this host believes; read it again'],
  not_open_yet: [409, 'The activity is not open yet'],
  event_not_started: [409, 'The event has not started'],
  event_paused: [409, 'The event is paused'],
  event_ended: [409, 'The event has ended'],
  edit_conflict: [409, 'Somebody else changed this at the same moment; read it again'],
  activities_full: [409, 'The event has as many activities as it may have'],
  images_full: [409, 'The event has as many images as it may have'],
  event_gone: [410, 'The event was deleted'],
  body_too_large: [413, 'The body is too large'],
  image_too_large: [413, 'The image has too many pixels'],
  media_type_unsupported: [415, 'Send application/json, or for an image its own type'],
  rate_limited: [429, 'Too many requests'],
  internal: [500, 'Unexpected error'],
  overloaded: [503, 'Too many are asking at once; nothing was read'],
  storage_unavailable: [503, 'The image storage is away'],
  database_unavailable: [503, 'The database is away; nothing was saved'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A URN that names the code' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    code: Type.Enum(ERROR_CODES),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  },
  { $id: 'Problem', description: 'RFC 9457 problem details' },
);
export type Problem = Static<typeof Problem>;
