const TIMEOUT_MS = 3000;

/** `usher health <url>`: exits with 0 when the address answers with success. For health checks where there is no other client. */
export async function health(url: string): Promise<never> {
  const request = fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const answer = await request.then(
    ({ status, ok }) => ({ ok, words: `answered ${status}` }),
    (error: unknown) => ({ ok: false, words: (error as Error).message }),
  );
  console.log(`${url}: ${answer.words}`);
  process.exit(answer.ok ? 0 : 1);
}
