/** Cursors of one event, compared: `<epoch>.<version>`. Pure. */

/** Whether an answer at `cursor` holds everything that stands at `other`. Never across epochs. */
export function holds(cursor: string | null, other: string | null): boolean {
  if (cursor === null || other === null) return false;
  const [epoch, version] = cursor.split('.');
  const [otherEpoch, otherVersion] = other.split('.');
  return epoch === otherEpoch && Number(version) >= Number(otherVersion);
}

/** Whether what stands at `other` is still to come for who is at `cursor`. Of another epoch nothing is known. */
export function isBehind(cursor: string | null, other: string | null): boolean {
  const isSameHistory = cursor?.split('.')[0] === other?.split('.')[0];
  return other !== null && isSameHistory && !holds(cursor, other);
}
