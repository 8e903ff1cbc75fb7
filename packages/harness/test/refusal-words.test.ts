import { describe, expect, it } from 'bun:test';

const MONOLITH = new URL('../../monolith/src/', import.meta.url).pathname;
const WORDS = new URL('../../web/src/i18n/locales/en/common.json', import.meta.url).pathname;

/** Where a server says why it refuses something. */
const CODES = [/withCode\('(\w+)'\)/g, /new ApiError\(\s*\d{3},\s*'(\w+)'/g, /\bcode: '(\w+)'/g];

/** Whoever writes a client of the API reads these; people with a page never do. */
const NOT_FOR_PEOPLE = ['CrossOriginRequest', 'MethodNotAllowed', 'Misdirected', 'NotFound', 'NotReady'];

describe('what servers refuse', () => {
  it('[WEB-13] [API-10] is said in words by the page, whatever it is', async () => {
    const files = [...new Bun.Glob('**/*.ts').scanSync(MONOLITH)].filter((file) => !/test/.test(file));
    const sources = await Promise.all(files.map((file) => Bun.file(MONOLITH + file).text()));
    const codes = new Set(
      sources.flatMap((source) =>
        CODES.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code = '']) => code)),
      ),
    );
    expect(codes.size).toBeGreaterThan(25);
    const words = (await Bun.file(WORDS).json()) as Record<string, string>;
    const unsaid = [...codes].filter((code) => words[`error${code}`] === undefined);
    expect(unsaid.toSorted()).toEqual(NOT_FOR_PEOPLE);
  });
});
