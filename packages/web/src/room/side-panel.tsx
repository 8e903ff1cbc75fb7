import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Icon } from '../parts/icons.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { AddVideo } from './add/add-video.tsx';
import { ChatPanel } from './chat/chat-panel.tsx';
import { PeoplePanel } from './people/people-panel.tsx';
import { QueuePanel } from './queue/queue-panel.tsx';
import { useRoom, useView } from './room-context.ts';
import { useUnread } from './chat/use-unread.ts';

/** On the smallest phones there is room for the words alone. */
const TAB_ICON = 'size-5 max-[25rem]:hidden';

/** What is beside the video, or below it. Where there is no width the queue is one of the tabs. */
export function SidePanel({ isWide }: { readonly isWide: boolean }) {
  const words = useWords('room');
  const peopleCount = useView(({ users }) => users.length);
  const { currentSource } = useRoom();
  const [chosen, setChosen] = useState('chat');
  const selected = isWide && chosen === 'queue' ? 'chat' : chosen;
  const unread = useUnread(selected === 'chat');

  const chat = {
    id: 'chat',
    label: (
      <>
        <Icon name="chat" className={TAB_ICON} />
        {words('chat')}
        {unread > 0 && (
          <span className="bg-accent text-on-accent rounded-full px-1.5 text-xs leading-5 tabular-nums">
            <span className="sr-only">{words('unread')} </span>
            {unread}
          </span>
        )}
      </>
    ),
    content: <ChatPanel />,
  };
  const people = {
    id: 'people',
    label: (
      <>
        <Icon name="people" className={TAB_ICON} />
        {words('people')} <span className="text-muted tabular-nums">{peopleCount}</span>
      </>
    ),
    content: <PeoplePanel />,
  };
  const queue = {
    id: 'queue',
    label: (
      <>
        <Icon name="queue" className={TAB_ICON} />
        {words('queue')}
      </>
    ),
    content: (
      <div className="flex flex-col gap-4 p-3 sm:p-4">
        {currentSource !== null && <AddVideo />}
        <QueuePanel />
      </div>
    ),
  };

  return (
    <div
      className={`bg-surface border-line rounded-card flex flex-col overflow-hidden border ${isWide ? 'h-full' : 'min-h-[max(24rem,calc(100dvh-56.25vw-10rem))]'}`}
    >
      <Tabs
        label={words('panels')}
        tabs={isWide ? [chat, people] : [chat, queue, people]}
        selected={selected}
        onSelect={setChosen}
        keepsAll
        className="flex-1"
        panelClassName="flex flex-col"
      />
    </div>
  );
}
