/** Asks the time over and over, as several people do at once, and notes how long each answer takes. A thread of its own: what the attack costs the test does not count. */
interface Order {
  /** Where they are. */
  readonly urls: readonly string[];
  /** The same where nobody is attacked. */
  readonly controlUrls: readonly string[];
  readonly token: string;
}

declare const self: Worker;

const PERIOD_MS = 80;
/** How long answers took that came since the last report. */
let samples: number[] = [];
let controls: number[] = [];
const closed: string[] = [];
let strange = 0;

class Innocent {
  readonly #ws: WebSocket;
  #sent = 0;
  readonly #askedAt = new Map<number, number>();

  readonly #answered: (ms: number) => void;

  constructor(url: string, token: string, answered: (ms: number) => void) {
    this.#answered = answered;
    this.#ws = new WebSocket(url);
    this.#ws.addEventListener('open', () => this.#ws.send(JSON.stringify({ action: 'auth', token })));
    this.#ws.addEventListener('message', ({ data }) => this.#heard(String(data)));
    this.#ws.addEventListener('close', ({ code, reason }) => closed.push(`${url} ${code} ${reason}`));
  }

  ask(): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return;
    const t0 = ++this.#sent;
    this.#askedAt.set(t0, performance.now());
    this.#ws.send(JSON.stringify({ action: 'clock', t0 }));
  }

  /** How long the oldest question has been waiting for its answer. */
  waitingMs(now: number): number {
    const [oldest = now] = this.#askedAt.values();
    return now - oldest;
  }

  #heard(text: string): void {
    const { action, t0 } = JSON.parse(text) as { action: string; t0?: number };
    if (action === 'chat') strange++; // nobody says anything in their room
    const at = action === 'clock' && t0 !== undefined ? this.#askedAt.get(t0) : undefined;
    if (t0 === undefined || at === undefined) return;
    // Nobody is answered before they have joined (CON-3); from then on all are, in order.
    for (const asked of this.#askedAt.keys()) if (asked <= t0) this.#askedAt.delete(asked);
    this.#answered(performance.now() - at);
  }
}

let innocents: Innocent[] = [];

self.addEventListener('message', ({ data }: MessageEvent<Order | 'report'>) => {
  if (data !== 'report') return begin(data);
  const now = performance.now();
  const waitingMs = Math.max(0, ...innocents.map((each) => each.waitingMs(now)));
  self.postMessage({ samples, controls, closed, strange, waitingMs });
  samples = [];
  controls = [];
});

function begin({ urls, controlUrls, token }: Order): void {
  innocents = [
    ...urls.map((url) => new Innocent(url, token, (ms) => samples.push(ms))),
    ...controlUrls.map((url) => new Innocent(url, token, (ms) => controls.push(ms))),
  ];
  let turn = 0;
  setInterval(() => innocents[turn++ % innocents.length]?.ask(), PERIOD_MS / innocents.length);
}
