const TIMEOUT_MS = 3000;

/** `usher health <url>`: exits with 0 when the address answers with success. For health checks where there is no other client. */
export async function health(url: string): Promise<never> {
  const request = fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const answer = await request.then(
    async (response) => ({
      ok: response.ok,
      words: `answered ${response.status}${await reasonOf(response)}`,
    }),
    (error: unknown) => ({ ok: false, words: (error as Error).message }),
  );
  console.log(`${url}: ${answer.words}`);
  process.exit(answer.ok ? 0 : 1);
}

/** What our own servers say about it (API-10). */
async function reasonOf(response: Response): Promise<string> {
  if (response.ok) return '';
  const body = (await response.json().catch(() => null)) as { error?: { message?: unknown } } | null;
  const message = body?.error?.message;
  return typeof message === 'string' ? `: ${message}` : '';
}
