import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useWords } from '../i18n/use-words.ts';
import { AriaLanguage } from './aria-language.tsx';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

const WIDTHS = { small: 'sm:max-w-md', medium: 'sm:max-w-xl', large: 'sm:max-w-3xl' } as const;

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** By the button, Escape, or a press beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons that stay in view below what scrolls. */
  readonly actions?: ReactNode;
  readonly width?: keyof typeof WIDTHS;
  /** A question that has to be answered: a press beside it does not close it. */
  readonly isQuestion?: boolean;
}

/** A window above the page, which keeps the focus and gives it back; from below on a phone. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  width = 'small',
  isQuestion = false,
}: DialogProps) {
  const words = useWords('common');
  return (
    <AriaLanguage>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        isDismissable={!isQuestion}
        className="backdrop"
      >
        <Modal className={`dialog ${WIDTHS[width]}`}>
          <AriaDialog
            role={isQuestion ? 'alertdialog' : 'dialog'}
            className="flex min-h-0 flex-1 flex-col outline-none"
          >
            <header className="flex items-center gap-3 py-3 pr-3 pl-5">
              <Heading slot="title" level={2} className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">
                {title}
              </Heading>
              <Button look="icon" label={words('close')} onPress={onClose}>
                <Icon name="remove" />
              </Button>
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{children}</div>
            {actions !== undefined && (
              <footer className="border-line flex flex-wrap justify-end gap-2 border-t px-5 py-3">
                {actions}
              </footer>
            )}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
