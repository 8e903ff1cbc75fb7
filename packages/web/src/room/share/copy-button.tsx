import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useToast } from '../../parts/toasts.tsx';

/** Copies `text`, or shows it to be copied where the browser does not let a page do that. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: string }) {
  const words = useWords('room');
  const toast = useToast();

  async function copy() {
    toast((await copyText(text)) ? words('linkCopied') : words('copyYourself', { link: text }));
  }

  return (
    <Button onPress={() => void copy()}>
      <Icon name="copy" />
      {children}
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
