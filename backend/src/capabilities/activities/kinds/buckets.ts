/** How many counts a result can show, and what one may be called. */

/** A result shows its 100 largest buckets (W16): kinds whose every count matters have no more. */
export const BUCKETS_MAX = 100;

/** Of UTF-8. What people named keeps to 160, so that `<part>/` of a survey (37) still fits before it. */
export const BUCKET_BYTES_MAX = 200;
export const NAMED_BUCKET_BYTES_MAX = 160;
