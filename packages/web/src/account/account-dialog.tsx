import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../parts/dialog.tsx';
import { AccountPanel } from './account-panel.tsx';

export function AccountDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords('account');
  return (
    <Dialog title={words('title')} isOpen onClose={onClose}>
      <AccountPanel onLeave={onClose} />
    </Dialog>
  );
}
