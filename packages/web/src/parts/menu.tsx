import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Pressable } from 'react-aria-components/Pressable';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { AriaLanguage } from './aria-language.tsx';
import type { ButtonProps } from './button.tsx';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<ButtonProps>;
  readonly label: string;
  /** `MenuItem` and `MenuGroup`. */
  readonly children: ReactNode;
}

export function Menu({ trigger, label, children }: MenuProps) {
  // Its type knows elements of the browser only; what counts is that the props reach one.
  const pressable = trigger as unknown as ComponentProps<typeof Pressable>['children'];
  return (
    <AriaLanguage>
      <MenuTrigger>
        <Pressable>{pressable}</Pressable>
        <Popover placement="bottom end" offset={6} className="popover max-w-80">
          <AriaMenu
            aria-label={label}
            className="max-h-[inherit] min-w-52 overflow-y-auto p-1.5 outline-none"
          >
            {children}
          </AriaMenu>
        </Popover>
      </MenuTrigger>
    </AriaLanguage>
  );
}

interface MenuItemProps {
  readonly children: string;
  readonly icon?: ReactNode;
  readonly onAction: () => void;
  readonly isDanger?: boolean;
  /** Why it cannot be chosen now; it says so below its name (WEB-13). */
  readonly blocked?: string | null;
}

export function MenuItem({ children, icon, onAction, isDanger = false, blocked = null }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={children}
      onAction={onAction}
      isDisabled={blocked !== null}
      className={`menu-item ${isDanger ? 'text-danger' : ''}`}
    >
      {icon}
      <span className="flex min-w-0 flex-col">
        {/* Both are its name: what is read there and what is heard are the same (WCAG 2.5.3). */}
        <Text slot="label" className="flex flex-col">
          <span>{children}</span>
          {blocked !== null && <span className="text-sm">{blocked}</span>}
        </Text>
      </span>
    </AriaMenuItem>
  );
}

export function MenuGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <MenuSection>
      <Header className="text-muted px-2.5 pt-2 pb-1 text-xs font-semibold tracking-wide">{title}</Header>
      {children}
    </MenuSection>
  );
}
