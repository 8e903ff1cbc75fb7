import { useWords } from '../../i18n/use-words.ts';
import { ChatForm } from './chat-form.tsx';
import { ChatLog } from './chat-log.tsx';

/** What people say and do, and a field to say something (WEB-15). `compact` is for over the video. */
export function ChatPanel({ compact = false }: { readonly compact?: boolean }) {
  const words = useWords('room');
  return (
    <section
      aria-label={words('chat')}
      className={`flex min-h-0 flex-1 flex-col ${compact ? 'bg-ground/85 h-full rounded-card text-sm backdrop-blur-sm' : ''}`}
    >
      <ChatLog />
      <ChatForm />
    </section>
  );
}
