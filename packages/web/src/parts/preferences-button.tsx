import { lazy, Suspense, useRef, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

// Lists and popovers are more than all the rest of the home page (WEB-17).
const loadMenu = () => import('./preferences-menu.tsx');
const PreferencesMenu = lazy(async () => ({ default: (await loadMenu()).PreferencesMenu }));

/** Language and theme. */
export function PreferencesButton() {
  const words = useWords('common');
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <span ref={anchor} onPointerEnter={() => void loadMenu()}>
      <Button look="icon" label={words('preferences')} expanded={isOpen} onPress={() => setOpen(true)}>
        <Icon name="language" />
      </Button>
      <Suspense>{isOpen && <PreferencesMenu anchor={anchor} onClose={() => setOpen(false)} />}</Suspense>
    </span>
  );
}
