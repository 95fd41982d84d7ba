/** The wall of the flush. */
export { createFlush, type Flush, type FlushAnswer, FlushUnavailableError } from './flush.ts';
