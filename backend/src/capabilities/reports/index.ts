/** Reports: an event leaves as a file, comes back as one, and can be recounted by anybody. */
import type { Capability } from '#/capability.ts';
import { type ReportHooks, reportRoutes } from './routes.ts';

/** @param hooks  What activities and events do for a file. */
export function reports<Prepared extends object>(hooks: ReportHooks<Prepared>): Capability {
  return {
    name: 'reports',
    routes: (app, deps) => reportRoutes(app, deps, hooks),
  };
}
