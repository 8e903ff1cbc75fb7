import { Suspense, use, useRef, type ComponentType, type ReactNode } from 'react';
import { forgetMissingWords } from '../i18n/i18n.ts';
import { useWords } from '../i18n/use-words.ts';
import { Boundary } from './boundary.tsx';
import type { LazyPart } from './lazy-part.ts';
import { useToast } from './toasts.tsx';

interface LoadedPartProps<P extends object> {
  readonly part: LazyPart<string, P>;
  readonly children: (Part: ComponentType<P>) => ReactNode;
}

interface ShownPartProps<P extends object> extends LoadedPartProps<P> {
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
  /** Stands there while it is loaded. */
  readonly fallback?: ReactNode;
}

/** A part of the page that opens when it is wanted. If it does not come, it is closed again and that is said; the page around it goes on. */
export function ShownPart<P extends object>({
  part,
  isShown,
  onShow,
  fallback,
  children,
}: ShownPartProps<P>) {
  const words = useWords('common');
  const toast = useToast();
  const failures = useRef(0);
  if (!isShown) return null;

  function fail(): void {
    part.forget();
    forgetMissingWords();
    onShow(false);
    failures.current += 1;
    const retry = { label: words('tryAgain'), onPress: () => onShow(true) };
    // After an update of the site, what this page would fetch is not there any more.
    const reload = { label: words('reload'), onPress: () => location.reload() };
    if (failures.current === 1) toast(words('partMissing'), { kind: 'error', action: retry });
    else toast(words('partStillMissing'), { kind: 'error', action: reload });
  }

  return (
    <Boundary onError={fail}>
      <Suspense fallback={fallback}>
        <LoadedPart part={part}>{children}</LoadedPart>
      </Suspense>
    </Boundary>
  );
}

function LoadedPart<P extends object>({ part, children }: LoadedPartProps<P>) {
  return children(use(part.load()));
}
