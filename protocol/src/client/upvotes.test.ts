import { expect, test } from 'vitest';
import { deleteUpvote, putUpvote, upvoteKey } from './upvotes.ts';

test('an upvote and taking it back are acts on the same thing: the later one wins', () => {
  const put = putUpvote('event', 'activity', 'entry');
  const taken = deleteUpvote('event', 'activity', 'entry');
  expect([put.key, taken.key]).toEqual([upvoteKey('entry'), upvoteKey('entry')]);
  expect([put.answer, taken.answer]).toEqual([true, null]);
});

test('`seq` stands in the body, of a DELETE in the query', () => {
  const path = '/v1/events/event/activities/activity/entries/entry/upvote';
  expect(putUpvote('event', 'activity', 'entry').request(7)).toEqual({
    method: 'PUT',
    path,
    body: { seq: 7 },
  });
  expect(deleteUpvote('event', 'activity', 'entry').request(8)).toEqual({
    method: 'DELETE',
    path: `${path}?seq=8`,
  });
});
