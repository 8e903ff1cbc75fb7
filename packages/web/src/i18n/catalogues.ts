import type account from './locales/en/account.json';
import common from './locales/en/common.json';
import home from './locales/en/home.json';
import type map from './locales/en/map.json';
import type player from './locales/en/player.json';
import type room from './locales/en/room.json';
import type settings from './locales/en/settings.json';
import type stopped from './locales/en/stopped.json';
import type { Language } from './languages.ts';

/** The words of the page by subject. The English catalogue says which keys there are. */
interface Catalogues {
  readonly account: typeof account;
  readonly common: typeof common;
  readonly home: typeof home;
  readonly map: typeof map;
  readonly player: typeof player;
  readonly room: typeof room;
  readonly settings: typeof settings;
  readonly stopped: typeof stopped;
}

export type Namespace = keyof Catalogues;

/** A key as code uses it: that of a plural is without its category. */
export type WordKey<N extends Namespace> = WithoutPlural<keyof Catalogues[N] & string>;

type WithoutPlural<K extends string> = K extends `${infer Base}_${Intl.LDMLPluralRule}` ? Base : K;

type Catalogue = Readonly<Record<string, string>>;

/** What the first page says is there at once, in English, which also stands in for a catalogue that does not come. */
export const BUNDLED: Partial<Record<Namespace, Catalogue>> = { common, home };

export async function fetchCatalogue(language: Language, namespace: Namespace): Promise<Catalogue> {
  const module = (await import(`./locales/${language}/${namespace}.json`)) as { default: Catalogue };
  return module.default;
}
