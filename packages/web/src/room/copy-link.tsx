import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useToast } from '../parts/toasts.tsx';

/** Copies the room's address, for friends. */
export function CopyLink() {
  const toast = useToast();

  async function copy() {
    const link = location.origin + location.pathname;
    toast(
      (await copyText(link))
        ? 'The link is copied. Send it to your friends.'
        : `Send this to your friends: ${link}`,
    );
  }

  return (
    <Button onPress={() => void copy()}>
      <Icon name="link" />
      Copy link
    </Button>
  );
}

/** Pages that came over plain HTTP, as on a home network, have no clipboard. */
async function copyText(text: string): Promise<boolean> {
  if (!window.isSecureContext) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
