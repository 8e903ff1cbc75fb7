import type { Plugin } from 'vite';
import { LANGUAGES } from '../src/i18n/languages.ts';

/** Leaves what React Aria says in languages that the page does not speak out of the build: a tenth of a room's scripts. */
export function ownLocales(): Plugin {
  return {
    name: 'own-locales',
    enforce: 'pre',
    load: {
      filter: { id: /\/react-(aria|aria-components|stately)\/dist\/.*\/[a-z]{2}-[A-Z]{2}\.mjs$/ },
      handler: (id) => {
        const language = /\/([a-z]{2})-[A-Z]{2}\.mjs$/.exec(id)?.[1] ?? '';
        return Object.hasOwn(LANGUAGES, language) ? null : 'export default {};';
      },
    },
  };
}
