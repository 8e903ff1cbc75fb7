import { useWords } from '../../i18n/use-words.ts';
import { Gate } from './gate.tsx';

/** Without a key in the configuration nobody gets in: it says how to have one. */
export function NoKeyPage() {
  const words = useWords('map');
  return (
    <Gate title={words('noKeyTitle')}>
      <p className="text-muted text-lg">{words('noKeyText')}</p>
      <pre className="bg-surface border-line rounded-card overflow-x-auto border p-4 text-sm" tabIndex={0}>
        <code>{'# usher.toml\n[balancer]\noperator_key = "…"\n\n# or\nUSHER_BALANCER__OPERATOR_KEY=…'}</code>
      </pre>
      <p className="text-muted">{words('noKeyUp')}</p>
    </Gate>
  );
}
