/** Around one part: its kind may still be coming, or be newer than this page; the other parts go on. */
import type { ReactNode } from 'react';
import * as m from '#/paraglide/messages.js';
import { KindBoundary, LoadAgain } from '../../kind-boundary.tsx';
import { kindOf } from '../index.ts';

export function PartBoundary({ kind, children }: { kind: string; children: ReactNode }) {
  if (kindOf(kind) === undefined) return <LoadAgain>{m.kind_unknown()}</LoadAgain>;
  return <KindBoundary>{children}</KindBoundary>;
}
