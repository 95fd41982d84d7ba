/** Opens the projector in a tab of its own, with a token that shows this event and nothing else. */
import { useMutation } from '@tanstack/react-query';
import { createScreenToken } from '#/api/events.ts';

export function useOpenScreen(eventId: string) {
  return useMutation({
    async mutationFn() {
      // In the click itself: browsers block a window that is opened after an answer came.
      const tab = window.open('about:blank', `plenum-screen-${eventId}`);
      try {
        const { token } = await createScreenToken(eventId);
        const url = `/screen/${eventId}#${token}`;
        if (tab === null) window.location.assign(url);
        else tab.location.replace(url);
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
  });
}
