/** Events: create, start, pause, end, reset, delete; codes; what the projector shows. */
import type { Capability } from '#/capability.ts';
import { createEvents, type EventHooks } from './events.ts';
import { eventRoutes } from './routes.ts';

export type { EventHooks };

/** @param hooks  SQL functions of other capabilities that belong to ending and resetting an event. */
export function events(hooks: EventHooks): Capability {
  return {
    name: 'events',
    routes: (app, deps) => eventRoutes(app, deps, createEvents(deps, hooks)),
  };
}
