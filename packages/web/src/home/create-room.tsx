import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useToast } from '../parts/toasts.tsx';
import { useCreateRoom } from './use-create-room.ts';

/** One click, no account: a temporary room with a name that nobody guesses (WEB-10). */
export function CreateRoom() {
  const words = useWords('home');
  const { isPending, create } = useCreateRoom();
  const toast = useToast();
  const errorText = useErrorText();
  return (
    <Button
      look="primary"
      className="min-h-13 w-full px-6 text-lg sm:w-auto"
      pending={isPending}
      onPress={() => void create().catch((error: unknown) => toast(errorText(error), { kind: 'error' }))}
    >
      <Icon name="add" />
      {words('createRoom')}
    </Button>
  );
}
