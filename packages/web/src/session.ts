import { ApiError, SiteApi } from '@usher/client';

export const SITE = location.origin;

const TOKEN_KEY = 'usher.token';
const api = new SiteApi(SITE);

/** The token of this browser's session, if it has one. Browsers that keep nothing get a new session with every visit. */
export function storedToken(): string | null {
  try {
    return localStorage.getItem(TOKEN_KEY);
  } catch {
    return null;
  }
}

export function keepToken(token: string): void {
  try {
    localStorage.setItem(TOKEN_KEY, token);
  } catch {
    // Private windows may refuse; the session then ends with the page.
  }
}

/** Calls the site's API with this browser's session; gets a new one if it is not known any more (API-2). */
export async function callSite<T>(call: (api: SiteApi, token: string) => Promise<T>): Promise<T> {
  const known = storedToken();
  if (known !== null) {
    try {
      return await call(api, known);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    }
  }
  const token = await api.grantToken();
  keepToken(token);
  return call(api, token);
}

/** What to tell a person about a failed call. */
export function reasonOf(error: unknown): string {
  return error instanceof ApiError
    ? error.message
    : 'The site does not answer. Please try again in a moment.';
}
