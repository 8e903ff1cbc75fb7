import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';

interface TabContent {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  /** What they are the parts of. */
  readonly label: string;
  readonly tabs: readonly TabContent[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
  /** Whether what is not seen stays there, as a chat's scroll position should. */
  readonly keepsAll?: boolean;
  readonly className?: string;
  readonly panelClassName?: string;
}

export function Tabs({
  label,
  tabs,
  selected,
  onSelect,
  keepsAll = false,
  className = '',
  panelClassName = '',
}: TabsProps) {
  return (
    <AriaTabs
      className={`flex min-h-0 min-w-0 flex-col ${className}`}
      {...(selected !== undefined && { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList aria-label={label} className="tab-list border-line flex gap-1 overflow-x-auto border-b px-1">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="text-muted data-selected:text-text data-selected:border-accent hover:text-text focus-visible:outline-focus -mb-px flex min-h-11 cursor-pointer items-center gap-2 rounded-t-lg border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap transition outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
          >
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel
          key={tab.id}
          id={tab.id}
          shouldForceMount={keepsAll}
          className={`focus-visible:outline-focus min-h-0 flex-1 outline-none data-inert:hidden focus-visible:outline-2 focus-visible:-outline-offset-2 ${panelClassName}`}
        >
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
