import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';

interface DiscardQuestionProps {
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** Asked before what somebody has changed and not saved is lost. */
export function DiscardQuestion({ onDiscard, onKeep }: DiscardQuestionProps) {
  const words = useWords('settings');
  return (
    <Dialog
      title={words('discardTitle')}
      isOpen
      isQuestion
      onClose={onKeep}
      actions={
        <>
          <Button onPress={onKeep}>{words('keepEditing')}</Button>
          <Button look="danger" onPress={onDiscard}>
            {words('discardChanges')}
          </Button>
        </>
      }
    >
      <p>{words('discardText')}</p>
    </Dialog>
  );
}
