import { useRef, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { LazyPart } from './lazy-part.ts';
import { ShownPart } from './shown-part.tsx';

// Lists and popovers are more than all the rest of the home page (WEB-17).
const preferencesMenu = new LazyPart(() => import('./preferences-menu.tsx'), 'PreferencesMenu');

/** Language and theme. */
export function PreferencesButton() {
  const words = useWords('common');
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <span ref={anchor} onPointerEnter={() => preferencesMenu.preload()}>
      <Button look="icon" label={words('preferences')} expanded={isOpen} onPress={() => setOpen(true)}>
        <Icon name="language" />
      </Button>
      <ShownPart part={preferencesMenu} isShown={isOpen} onShow={setOpen}>
        {(PreferencesMenu) => <PreferencesMenu anchor={anchor} onClose={() => setOpen(false)} />}
      </ShownPart>
    </span>
  );
}
