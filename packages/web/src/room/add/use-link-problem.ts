import { useWords } from '../../i18n/use-words.ts';
import type { LinkProblem } from './link-in.ts';

/** Says why a text is no link to add. */
export function useLinkProblem(): (problem: LinkProblem) => string {
  const words = useWords('room');
  const common = useWords('common');
  return (problem) => {
    switch (problem) {
      case 'nothing':
        return words('linkMissing');
      case 'local-file':
        return common('errorLocalFileException');
      case 'no-link':
        return words('noLink');
    }
  };
}
