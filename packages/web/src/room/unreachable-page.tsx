import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { MessagePage } from '../parts/message-page.tsx';

/** The room has not answered once: instead of an empty page, why, and that it goes on by itself (WEB-14). */
export function UnreachablePage({ onRetry }: { readonly onRetry: () => void }) {
  const words = useWords('stopped');
  const common = useWords('common');
  return (
    <MessagePage
      icon="warning"
      title={words('unreachableTitle')}
      actions={
        <Button look="primary" onPress={onRetry}>
          {common('tryAgain')}
        </Button>
      }
    >
      {words('unreachable')}
    </MessagePage>
  );
}
