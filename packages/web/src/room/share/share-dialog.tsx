import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ShareCard } from './share-card.tsx';

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords('room');
  return (
    <Dialog title={words('invite')} isOpen onClose={onClose}>
      <ShareCard />
    </Dialog>
  );
}
