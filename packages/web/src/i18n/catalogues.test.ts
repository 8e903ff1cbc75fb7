import { describe, expect, it } from 'bun:test';
import { readdirSync } from 'node:fs';
import { LANGUAGES } from './languages.ts';

type Catalogue = Readonly<Record<string, string>>;

const SOURCES = new URL('..', import.meta.url).pathname;
const languages = Object.keys(LANGUAGES);
const namespaces = readdirSync(`${import.meta.dir}/locales/en`).map((file) => file.replace('.json', ''));
const source = await readSources();

async function catalogue(language: string, namespace: string): Promise<Catalogue> {
  return (await Bun.file(`${import.meta.dir}/locales/${language}/${namespace}.json`).json()) as Catalogue;
}

async function readSources(): Promise<string> {
  const files = [...new Bun.Glob('**/*.{ts,tsx}').scanSync(SOURCES)].filter(
    (file) => !file.includes('.test.'),
  );
  return (await Promise.all(files.map((file) => Bun.file(SOURCES + file).text()))).join('\n');
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const withoutPlural = (key: string) => key.replace(PLURAL, '');
const baseKeys = (words: Catalogue) => [...new Set(Object.keys(words).map(withoutPlural))].toSorted();
const values = (text: string) => (text.match(/\{\{\s*\w+/g) ?? []).map((value) => value.slice(2).trim());

/** Whether code says `key`: by its name, or by the beginning of its name with the rest filled in. */
function isUsed(key: string): boolean {
  if (source.includes(`'${key}'`) || source.includes(`\`${key}\``) || source.includes(`"${key}"`))
    return true;
  return templates.some(
    ([head, tail]) => key.length > head.length && key.startsWith(head) && key.endsWith(tail),
  );
}

/** As `error${code}` is used: what is before the value, and what is after it. */
const templates = [...source.matchAll(/`([a-z][A-Za-z]+)\$\{[^}`]+\}([A-Za-z]*)`/g)].map(
  ([, head = '', tail = '']) => [head, tail] as const,
);

describe.each(namespaces)('the words of %s', (namespace) => {
  it.each(languages)(
    '[WEB-17] are all there in %s, with the same values, and nothing else',
    async (language) => {
      const english = await catalogue('en', namespace);
      const words = await catalogue(language, namespace);
      expect(baseKeys(words)).toEqual(baseKeys(english));
      for (const [key, text] of Object.entries(words)) {
        expect([key, text.trim()]).not.toEqual([key, '']);
        const original = english[key] ?? english[`${withoutPlural(key)}_other`] ?? '';
        // "One viewer" needs no number.
        const known = key.endsWith('_one')
          ? new Set([...values(original), 'count'])
          : new Set(values(original));
        expect([key, values(text).filter((value) => !known.has(value))]).toEqual([key, []]);
        if (!key.endsWith('_one')) expect([key, new Set(values(text))]).toEqual([key, known]);
      }
    },
  );

  it.each(languages)('[WEB-17] have every plural of %s', async (language) => {
    const words = await catalogue(language, namespace);
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // French and Spanish say it differently from a million on: nothing here counts so far.
    const needed = pluralCategories.filter((category) => category !== 'many');
    const plurals = Object.keys(words).filter((key) => PLURAL.test(key));
    for (const base of new Set(plurals.map(withoutPlural))) {
      const own = plurals.filter((key) => withoutPlural(key) === base);
      expect(own.toSorted()).toEqual(needed.map((category) => `${base}_${category}`).toSorted());
    }
  });

  it('[WEB-17] are all said somewhere', async () => {
    const unused = baseKeys(await catalogue('en', namespace)).filter((key) => !isUsed(key));
    expect(unused).toEqual([]);
  });
});
