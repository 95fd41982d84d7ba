/** When a page fails to draw: what happened, what is safe, what to do. */
import type { ErrorComponentProps } from '@tanstack/react-router';
import * as m from '#/paraglide/messages.js';
import { PageMessage } from './page-message.tsx';
import { Button } from './ui/button.tsx';

export function PageError(_props: ErrorComponentProps) {
  return (
    <PageMessage title={m.page_failed()} text={m.page_failed_text()}>
      <Button variant="primary" size="lg" onClick={() => location.reload()}>
        {m.action_reload()}
      </Button>
    </PageMessage>
  );
}
