/** A file becomes a new draft event: its title, settings and activities, without any answer. Answers belong to those who gave them. */
import { createHmac } from 'node:crypto';
import {
  ACTIVITIES_MAX,
  type CreateActivity,
  type CreateEvent,
  EVENT_FILE_FORMAT,
  EVENT_FILE_VERSION,
  type EventResource,
  EventSettings,
  ImportEvent,
} from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { createReportStore } from './store.ts';

/** What other capabilities do for an import (app.ts). */
export interface ImportHooks<Prepared extends object> {
  createEvent(
    deps: Deps,
  ): (userId: string, input: CreateEvent) => Promise<{ event: EventResource; isNew: boolean }>;
  /** @throws request_invalid */
  prepareActivity(input: CreateActivity): Prepared;
  addActivities(
    deps: Deps,
  ): (eventId: string, activities: readonly (Prepared & { follows: string | null })[]) => Promise<unknown>;
}

/** Of a file, what an import uses: as createEvent and createActivity take it, still to be checked. */
export interface Pieces {
  readonly title: string;
  readonly settings: Partial<EventSettings>;
  readonly activities: readonly CreateActivity[];
}

const ACTIVITY_FIELDS = [
  'kind',
  'title',
  'image',
  'settings',
  'resultVisibility',
  'correct',
  'explanation',
  'hostNotes',
  'section',
] as const;

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Of a whole file what an import looks at, so that nobody pays for the rest: a file may hold all answers. One activity more than there may
 * be is enough to refuse it.
 */
export function usedOf(file: unknown): unknown {
  if (!isObject(file)) return file;
  const used = own(file, Object.keys(ImportEvent.properties));
  const { event, activities } = used;
  return {
    ...used,
    ...(isObject(event) && { event: own(event, ['title', 'settings']) }),
    ...(Array.isArray(activities) && {
      activities: activities
        .slice(0, ACTIVITIES_MAX + 1)
        .map((one) => (isObject(one) ? own(one, ['id', 'follows', ...ACTIVITY_FIELDS]) : one)),
    }),
  };
}

function own(from: Loose, fields: readonly string[]): Loose {
  return Object.fromEntries(
    fields.filter((field) => Object.hasOwn(from, field)).map((field) => [field, from[field]]),
  );
}

/**
 * Of an export, or of a file written by hand. Schedules stay behind with the answers: they were that day's.
 * @returns what should be `Pieces`, to be checked against the schemas of the requests it stands for.
 * @throws import_invalid: neither of both, or a newer version
 */
export function piecesOf(file: ImportEvent): unknown {
  const { format, version } = file;
  if (
    format !== undefined
      ? format !== EVENT_FILE_FORMAT || version !== EVENT_FILE_VERSION
      : file.title === undefined
  ) {
    throw new AppError('import_invalid');
  }
  const about = format === undefined ? file : file.event;
  if (!isObject(about)) throw new AppError('import_invalid');
  const { title, settings = {} } = about;
  const { activities = [] } = file;
  return {
    ...(title !== undefined && { title }),
    settings: isObject(settings) ? picked(settings, Object.keys(EventSettings.properties)) : settings,
    activities: Array.isArray(activities)
      ? activities.map((one) => (isObject(one) ? picked(one, ACTIVITY_FIELDS) : one))
      : activities,
  };
}

/** An export says `null` where a request says nothing. */
function picked(from: Loose, fields: readonly string[]): Loose {
  return Object.fromEntries(
    fields.filter((field) => from[field] != null).map((field) => [field, from[field]]),
  );
}

export function createImports<Prepared extends object>(deps: Deps, hooks: ImportHooks<Prepared>) {
  const store = createReportStore(deps.database);
  const createEvent = hooks.createEvent(deps);
  const addActivities = hooks.addActivities(deps);

  return {
    /**
     * All of it or nothing. Sent again with the same `newId`, it is imported once.
     * @throws request_invalid, with the path in the file; id_taken
     */
    async import(
      userId: string,
      file: ImportEvent,
      { title, settings, activities }: Pieces,
    ): Promise<{ event: EventResource; isNew: boolean }> {
      const prepared = activities.map((activity, index) =>
        at(`/activities/${index}`, () => hooks.prepareActivity(activity)),
      );
      const id = file.newId ?? uuidv7();
      const { event, isNew } = await createEvent(userId, { id, title, settings });
      if (event.deletedAt !== null) throw new AppError('event_gone');
      // The first try may have ended between event and activities.
      if (prepared.length === 0 || (!isNew && (await store.hasActivities(id)))) return { event, isNew };
      const newIds = prepared.map((_, index) => activityId(deps.config.tokenSecret, id, index));
      const was = (file.activities as Loose[]).map((activity) => activity.id);
      await addActivities(
        id,
        prepared.map((activity, index) => ({
          ...activity,
          id: newIds[index],
          follows: newIds[was.indexOf((file.activities as Loose[])[index]?.follows ?? NaN)] ?? null,
        })),
      );
      return { event, isNew };
    },
  };
}

/** The same for the same try, so that two that meet add them once; nobody else can know it. Version 4 in its shape. */
function activityId(secret: string, eventId: string, index: number): string {
  const hex = createHmac('sha256', secret).update(`import ${eventId} ${index}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}

function at<Result>(path: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, {
      ...(error.detail !== undefined && { detail: error.detail }),
      errors: error.errors.map((one) => ({ path: path + one.path, message: one.message })),
    });
  }
}
