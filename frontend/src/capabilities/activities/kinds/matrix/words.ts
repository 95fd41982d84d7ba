/** A 2×2 matrix as hosts read it. */
import type { MatrixSettings } from '@plenum/protocol';
import { Grid2X2 } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const matrixWords: KindWords<MatrixSettings> = {
  icon: Grid2X2,
  short: m.host_kind_matrix,
  long: m.host_kind_matrix_long,
  text: m.host_kind_matrix_text,
  newHeading: m.host_new_matrix,
  size: ({ items }) => m.host_matrix_size(counted(items.length)),
};
