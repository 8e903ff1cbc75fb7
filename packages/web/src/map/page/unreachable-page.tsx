import { useWords } from '../../i18n/use-words.ts';
import { Gate } from './gate.tsx';

export function UnreachablePage() {
  const words = useWords('map');
  return (
    <Gate title={words('unreachableTitle')}>
      <p className="text-muted text-lg" role="status">
        {words('unreachable')}
      </p>
    </Gate>
  );
}
