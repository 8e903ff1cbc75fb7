import { SiteApi } from '@usher/client';

const PASSWORD = 'correct horse 7';

/** A new account; gives the token of a session that is logged in. */
export async function register(site: string, username: string): Promise<string> {
  const token = await new SiteApi(site).grantToken(null);
  const response = await post(site, '/user/register', token, { username, password: PASSWORD });
  if (response.status !== 201) throw new Error(`${username} was not registered: ${await response.text()}`);
  return token;
}

/** Logs a session in, or tries to. */
export const logIn = (site: string, user: string, token: string): Promise<Response> =>
  post(site, '/user/login', token, { user, password: PASSWORD });

const post = (site: string, path: string, token: string, body: unknown): Promise<Response> =>
  fetch(`${site}/api${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
