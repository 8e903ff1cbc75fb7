import { useWords } from '../../i18n/use-words.ts';
import { VIEWS, type ViewKind } from '../model/layout.ts';

const WORDS = { topology: 'viewTopology', tree: 'viewTree', regions: 'viewRegions' } as const;

interface ViewSwitchProps {
  readonly kind: ViewKind;
  readonly onKind: (kind: ViewKind) => void;
}

/** Which of the pictures of the same is shown. */
export function ViewSwitch({ kind, onKind }: ViewSwitchProps) {
  const words = useWords('map');
  return (
    <fieldset className="bg-ground border-line rounded-control flex border p-0.5">
      <legend className="sr-only">{words('view')}</legend>
      {VIEWS.map((each) => (
        <label
          key={each}
          className="has-checked:bg-raised has-checked:text-text text-muted hover:text-text has-focus-visible:outline-focus inline-flex min-h-8 cursor-pointer items-center rounded-lg px-3 text-sm font-medium has-focus-visible:outline-2"
        >
          <input
            type="radio"
            name="view"
            className="sr-only"
            checked={kind === each}
            onChange={() => onKind(each)}
          />
          {words(WORDS[each])}
        </label>
      ))}
    </fieldset>
  );
}
