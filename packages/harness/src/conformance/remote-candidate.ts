import type { Candidate } from './conformance.ts';

/**
 * A site that runs already.
 * @param address such as `https://usher.example`, with its base path
 * @param apiKey of its administrators, if known: without it, what needs it is left out
 * @throws Error when it cannot be tested
 */
export async function remoteCandidate(address: string, apiKey: string | null): Promise<Candidate> {
  const origin = address.replace(/\/+$/, '');
  const status = await (await fetch(`${origin}/api/status`)).text();
  const grant = await fetch(`${origin}/api/auth/grant`);
  if (!grant.ok)
    throw new Error(`${origin} is no site of Usher: GET /api/auth/grant answers ${grant.status}`);
  if (grant.headers.has('X-RateLimit-Limit'))
    throw new Error(`${origin} limits requests: start its Monoliths with monolith.rate_limit = 0`);
  return {
    what: origin,
    apiKey,
    isBalanced: status === 'OK', // a Monolith says it in JSON
    unloadAfterMs: null,
    start: async () => ({ origin, [Symbol.asyncDispose]: async () => undefined }),
  };
}
