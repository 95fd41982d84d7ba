/** Which part of a survey one is in: its buckets and its texts are stored under its id. '' outside of a survey. */
import { createContext, useContext } from 'react';

/** `<PartOfSurvey value={part.id}>` around what draws the part. */
export const PartOfSurvey = createContext('');

export function usePartOfSurvey(): string {
  return useContext(PartOfSurvey);
}
