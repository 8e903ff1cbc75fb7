import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';

interface FailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Stands where something would be that the site did not tell: why, and a way to ask again. */
export function Failure({ error, onRetry }: FailureProps) {
  const common = useWords('common');
  const errorText = useErrorText();
  return (
    <div role="alert" className="flex flex-col items-start gap-2">
      <p className="text-danger text-sm font-medium">{errorText(error)}</p>
      <Button onPress={onRetry}>{common('tryAgain')}</Button>
    </div>
  );
}
