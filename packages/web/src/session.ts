import { ApiError, SiteApi } from '@usher/client';
import { keep, recall } from './kept.ts';

/** The site's address with its base path, without a slash at the end. */
export const SITE = document.baseURI.replace(/\/$/, '');

const TOKEN_KEY = 'usher.token';
const api = new SiteApi(SITE);
/** For browsers that keep nothing: the session then ends with the page. */
let latest: string | null = null;
let granting: Promise<string> | null = null;

/** The token of this browser's session, if it has one. */
export function storedToken(): string | null {
  return latest ?? recall(TOKEN_KEY);
}

export function keepToken(token: string): void {
  latest = token;
  keep(TOKEN_KEY, token);
}

/** Calls the site's API with this browser's session; gets a new one if it is not known any more (API-2). */
export async function callSite<T>(call: (api: SiteApi, token: string) => Promise<T>): Promise<T> {
  const known = storedToken();
  if (known !== null) {
    try {
      return await call(api, known);
    } catch (error) {
      if (!isUnknownToken(error)) throw error;
    }
  }
  return call(api, await newSession());
}

/** One for all calls that want one at the same time: else each would be somebody else. */
function newSession(): Promise<string> {
  const before = latest;
  granting ??= api
    .grantToken()
    .then((token) => {
      // A room that was entered meanwhile has brought one: that is who this browser is.
      if (latest !== null && latest !== before) return latest;
      keepToken(token);
      return token;
    })
    .finally(() => (granting = null));
  return granting;
}

/** Not every 401 is about the session: a wrong password is one, too. */
function isUnknownToken(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code === 'MissingToken';
}
