import { expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { startSite, TEST_KEYS, type SiteProcesses } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';

/** The site as its clients see it, and its Monoliths as they are behind it. */
function originsOf({ balancers, monoliths }: SiteProcesses): { site: string; behind: string[] } {
  const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
  return { site: at(balancers[0]?.ports.port), behind: monoliths.map(({ ports }) => at(ports.httpPort)) };
}

/** Until its `hello` has been verified, a Balancer is a stranger (LNK-15). */
async function knowTheirBalancer({ monoliths }: SiteProcesses): Promise<void> {
  for (const { ports } of monoliths) {
    await until('a Monolith knows its Balancer', async () => {
      const headers = { apikey: TEST_KEYS.api };
      const metrics = await fetch(`http://127.0.0.1:${ports.httpPort}/api/status/metrics`, { headers });
      return (await metrics.text()).includes('usher_monolith_balancers 1');
    });
  }
}

const grant = (origin: string, client?: string) =>
  fetch(`${origin}/api/auth/grant`, {
    headers: client === undefined ? {} : { 'X-Forwarded-For': client },
  });

const remaining = ({ headers }: Response) => Number(headers.get('X-RateLimit-Remaining'));

it('[API-11] [BAL-21] each client of a site spends its own points, at whichever Monolith, through the Balancer and directly', async () => {
  await using site = await startSite({ balancers: 1, monoliths: 2 }, { monolith: { rate_limit: 20 } });
  await knowTheirBalancer(site);
  const { site: front, behind } = originsOf(site);
  // The Balancer believes its own machine, as it would a proxy that runs there.
  for (let spent = 1; spent <= 20; spent++)
    expect(remaining(await grant(front, '203.0.113.1'))).toBe(20 - spent);
  for (const origin of [front, ...behind]) {
    const refused = await grant(origin, '203.0.113.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(3000);
    expect(await refused.json()).toMatchObject({ success: false, error: { name: 'TooManyRequests' } });
    expect((await grant(origin, '203.0.113.2')).status).toBe(200);
  }
}, 30_000);

it('[API-11] [BAL-21] nobody gets new points by forging X-Forwarded-For at a Balancer that trusts no proxy', async () => {
  await using site = await startSite(
    { balancers: 1, monoliths: 2 },
    { monolith: { rate_limit: 20 }, balancer: { trusted_proxies: [] } },
  );
  await knowTheirBalancer(site);
  const { site: front } = originsOf(site);
  const left: number[] = [];
  for (let n = 1; n <= 10; n++) left.push(remaining(await grant(front, `203.0.113.${n}`)));
  expect(left).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
}, 30_000);

it('[API-20] an announcement reaches every client of the cluster once, through all Balancers and directly', async () => {
  await using site = await startSite({ balancers: 2, monoliths: 2 });
  const ports = site.balancers.map(({ ports: { port } }) => port);
  const { site: front, behind } = originsOf(site);
  const api = new SiteApi(front);
  const token = await api.grantToken(null);
  const rooms = await Promise.all([1, 2, 3, 4].map(() => api.generateRoom(token)));
  const clients = await Promise.all(
    rooms.flatMap((room) => ports.map((port) => TestClient.join(port, room, token))),
  );
  await until('all are in', () =>
    clients.every(({ messages }) => messages.some(({ action }) => action === 'you')),
  );
  const announce = async (origin: string, text: string) => {
    const response = await fetch(`${origin}/api/announce`, {
      method: 'POST',
      headers: { apikey: TEST_KEYS.api, 'Content-Type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    expect(response.status).toBe(200);
  };
  const heard = (client: TestClient) =>
    client.messages.flatMap(({ action, text }) => (action === 'announcement' ? [text] : []));

  const announced = ['Back at nine', 'Back at ten', 'The end'];
  const through = [front, ...behind];
  for (const [index, text] of announced.entries()) await announce(through[index] ?? front, text);
  await until('everyone has heard the last', () =>
    clients.every((client) => heard(client).includes('The end')),
  );
  for (const client of clients) {
    expect(heard(client)).toEqual(announced);
    client.close();
  }
}, 30_000);
