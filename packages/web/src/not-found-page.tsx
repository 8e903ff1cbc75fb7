import { useWords } from './i18n/use-words.ts';
import { MessagePage } from './parts/message-page.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const words = useWords('stopped');
  return (
    <MessagePage icon="link" title={words('nothingHereTitle')}>
      {words('nothingHere')}
    </MessagePage>
  );
}
