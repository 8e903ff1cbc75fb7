import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { MapSnapshot } from '../model/snapshot.ts';
import { find, type Selection } from '../model/selection.ts';
import { KIND_WORDS } from './kind-words.ts';

interface SearchFieldProps {
  readonly shown: MapSnapshot;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onFound: (selection: Selection) => void;
}

/** Finds Balancers, Monoliths, rooms and clients by a part of their names. */
export function SearchField({ shown, field, onFound }: SearchFieldProps) {
  const words = useWords('map');
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = find(text, shown.view, shown.models);
  const current = Math.min(active, found.length - 1);
  const [hasFocus, setHasFocus] = useState(false);
  const isOpen = hasFocus && text.trim() !== '';

  const choose = (selection: Selection | undefined) => {
    if (selection === undefined) return;
    onFound(selection);
    setText('');
    field.current?.blur(); // keys mean the map again
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1));
    else if (event.key === 'Enter') choose(found[current]);
    else if (event.key === 'Escape') setText('');
    else return;
    event.preventDefault();
  };

  return (
    <div className="relative w-56">
      <input
        ref={field}
        role="combobox"
        aria-label={words('search')}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isOpen && current >= 0 && { 'aria-activedescendant': `${id}-${current}` })}
        type="search"
        placeholder={words('searchHint')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        className="field"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={words('found')}
        hidden={!isOpen}
        className="popover absolute top-full right-0 z-20 mt-1 max-h-80 w-80 overflow-y-auto p-1.5"
      >
        {found.map((selection, index) => (
          <div
            key={`${selection.kind} ${selection.id}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(selection);
            }}
            className="menu-item aria-selected:bg-raised"
          >
            <span className="min-w-0 flex-1 truncate">{selection.id}</span>
            <span className="text-muted text-sm">{words(KIND_WORDS[selection.kind])}</span>
          </div>
        ))}
        {isOpen && found.length === 0 && (
          <div
            role="option"
            aria-selected={false}
            aria-disabled="true"
            tabIndex={-1}
            className="text-muted px-2.5 py-2"
          >
            {words('nothingFound')}
          </div>
        )}
      </div>
    </div>
  );
}
