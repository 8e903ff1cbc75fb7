import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { MessagePage } from '../parts/message-page.tsx';
import { CreateStoppedRoom } from './create-stopped-room.tsx';
import { stopCauseOf } from './stop-cause.ts';

interface StoppedPageProps {
  readonly name: string;
  /** The code that the server closed the connection with (CON-9), and what it said beside it. */
  readonly code: number;
  readonly reason?: string | undefined;
  readonly onRetry: () => void;
}

/** Why there is no room to show, and what next (WEB-14). */
export function StoppedPage({ name, code, reason, onRetry }: StoppedPageProps) {
  const words = useWords('stopped');
  const cause = stopCauseOf(name, code, reason);
  const { title, text, action, icon } = PAGES[cause];
  return (
    <MessagePage
      title={words(title)}
      icon={icon}
      actions={
        action === 'createIt' || action === 'createOwn' ? (
          <CreateStoppedRoom name={action === 'createIt' ? name : null} onMade={onRetry} />
        ) : (
          action && (
            <Button look="primary" onPress={onRetry}>
              {action === 'tryAgain' ? <TryAgain /> : words(action)}
            </Button>
          )
        )
      }
    >
      {words(text, { name, code })}
    </MessagePage>
  );
}

function TryAgain() {
  return useWords('common')('tryAgain');
}

const PAGES = {
  'not-found': { title: 'notFoundTitle', text: 'notFound', action: 'createIt', icon: 'film' },
  over: { title: 'overTitle', text: 'over', action: 'createOwn', icon: 'film' },
  uncreatable: { title: 'notFoundTitle', text: 'uncreatable', action: 'createOwn', icon: 'film' },
  invalid: { title: 'invalidTitle', text: 'invalid', action: null, icon: 'link' },
  unloaded: { title: 'unloadedTitle', text: 'unloaded', action: 'openAgain', icon: 'film' },
  kicked: { title: 'kickedTitle', text: 'kicked', action: 'enterAgain', icon: 'people' },
  banned: { title: 'bannedTitle', text: 'banned', action: 'createOwn', icon: 'people' },
  'unknown-session': {
    title: 'unknownSessionTitle',
    text: 'unknownSession',
    action: 'tryAgain',
    icon: 'account',
  },
  ended: { title: 'endedTitle', text: 'ended', action: 'tryAgain', icon: 'warning' },
} as const;
