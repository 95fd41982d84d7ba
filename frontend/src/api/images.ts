/** Where pictures are: the bytes under an id never change, so every cache keeps them. */
import { baseUrl } from './client.ts';

export function imageUrl(imageId: string): string {
  return `${baseUrl}/v1/images/${imageId}`;
}
