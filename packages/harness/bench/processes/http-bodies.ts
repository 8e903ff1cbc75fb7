const KIB = new Uint8Array(1024).fill(120);
const CHUNK = new Uint8Array(256 * 1024).fill(120);

/** What room servers answer in the benchmark: 1 KiB, or as many bytes as the query says; takes what is sent, and says how much it was. */
export async function answerHttp(request: Request): Promise<Response> {
  if (request.method === 'POST') {
    let bytes = 0;
    for await (const chunk of request.body ?? []) bytes += chunk.length;
    return Response.json({ bytes });
  }
  const bytes = Number(new URL(request.url).searchParams.get('bytes') ?? 0);
  return bytes === 0
    ? new Response(KIB)
    : new Response(stream(bytes), { headers: { 'Content-Length': String(bytes) } });
}

function stream(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      const chunk = CHUNK.subarray(0, Math.min(left, CHUNK.length));
      left -= chunk.length;
      controller.enqueue(chunk);
      if (left === 0) controller.close();
    },
  });
}
