import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { ENDPOINTS } from '../src/conformance/endpoints.ts';
import { TEST_KEYS } from '../src/index.ts';
import { BODIES, NO_BODIES } from './hostile/body-examples.ts';
import { FEW_VALUES } from './hostile/few-mistakes.ts';
import { forgeriesOf, HOSTILE_VALUES } from './hostile/forgeries.ts';
import { FRONTS, startScene, type Scene } from './hostile/scene.ts';

const EMPTY = Buffer.from('{}');
const OPERATOR = { Authorization: `Bearer ${TEST_KEYS.operator}` };

/** What the API may say to anything; 429: somebody has guessed at a password too often. */
const ANSWERS = [200, 201, 202, 400, 401, 403, 404, 409, 413, 429];

const REFUSED = { success: false, error: { name: expect.any(String) } };

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

/** What is said to an endpoint: its right body with every field wrong, and what is no body at all. */
function* hostileBodies(right: object, values?: readonly unknown[]): Generator<Buffer> {
  for (const forged of forgeriesOf(right, values)) yield Buffer.from(JSON.stringify(forged));
  for (const text of NO_BODIES) yield Buffer.from(text, 'latin1');
}

/** They change something, and read no body. */
const BODILESS = [
  'POST /user/logout',
  'DELETE /room/:name',
  'DELETE /room/:name?permanent=true',
  'POST /room/:name/invite',
];

it('[HOS-2] [API-20] there is a body to forge for each endpoint that reads one', () => {
  const changing = ENDPOINTS.map(({ endpoint }) => endpoint).filter((each) => !each.startsWith('GET '));
  expect(new Set([...Object.keys(BODIES), ...BODILESS])).toEqual(new Set(changing));
});

/** Texts that a path can have as one of its parts. */
const HOSTILE_PARTS = HOSTILE_VALUES.filter(
  (value): value is string => typeof value === 'string' && value !== '' && value.isWellFormed(),
);

describe('bodies with every field wrong', () => {
  let scene: Scene;
  let headers: Record<string, string>;
  beforeAll(async () => {
    scene = await startScene();
    // Somebody who may do much.
    const api = new SiteApi(`http://127.0.0.1:${scene.ports.monolith}`);
    const token = await api.grantToken(null);
    headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const own = async (path: string, body: object) => {
      const url = `http://127.0.0.1:${scene.ports.monolith}/api${path}`;
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(response.status).toBe(201);
    };
    await own('/user/register', BODIES['POST /user/register'] ?? {});
    await own('/room/create', { name: 'own', isTemporary: true });
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  /** Each is answered as the API answers, and not with a mistake of ours. */
  async function sayAll(
    port: number,
    all: Iterable<Asked>,
    credentials: object,
  ): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { method, path, body } of all) {
      const url = `http://127.0.0.1:${port}${path}`;
      const response = await fetch(url, { method, headers: { ...headers, ...credentials }, body });
      const text = await response.text();
      const said = body.toString('latin1', 0, 200);
      const what = [method, path, said, response.status, text.slice(0, 200)].join('\n');
      expect(ANSWERS, what).toContain(response.status);
      const answer = response.status === 413 ? REFUSED : JSON.parse(text); // that one is the runtime's own
      expect(answer, what).toMatchObject(response.ok ? { success: true } : REFUSED);
      expect(text, what).not.toContain('polluted');
      counts[response.status] = (counts[response.status] ?? 0) + 1;
    }
    return counts;
  }

  // What comes to the one comes to the other.
  const valuesAt = { monolith: HOSTILE_VALUES, balancer: FEW_VALUES };
  for (const front of FRONTS) {
    it(`[HOS-2] [API-10] of each endpoint of the API, at a ${front}`, async () => {
      await scene.withstands(async () => {
        for (const [endpoint, right] of Object.entries(BODIES)) {
          const [method = '', template = ''] = endpoint.split(' ');
          const path = `/api${template.replace(':name', 'own')}`;
          const asked = [...hostileBodies(right, valuesAt[front])].map((body) => ({ method, path, body }));
          const credentials = endpoint === 'POST /announce' ? { apikey: TEST_KEYS.api } : {};
          const counts = await sayAll(scene.ports[front], asked, credentials);
          expect([endpoint, counts[400] ?? 0]).not.toEqual([endpoint, 0]);
        }
      });
    }, 60_000);
  }

  it('[HOS-2] [BAL-30] of what operators can do, and paths that name what nobody has', async () => {
    const [method, move, kick] = ['POST', '/rooms/arena/move', '/clients/nobody/kick'];
    const parts = HOSTILE_PARTS.map((part) => encodeURIComponent(part));
    const asked: Asked[] = [
      ...[...hostileBodies({ to: 'other' })].map((body) => ({ method, path: move, body })),
      ...[...hostileBodies({ code: 4005, reason: 'why not' })].map((body) => ({ method, path: kick, body })),
      ...parts.flatMap((part) => [
        { method: 'POST', path: `/rooms/${part}/move`, body: EMPTY },
        { method: 'POST', path: `/clients/${part}/kick`, body: EMPTY },
        { method: 'POST', path: `/monoliths/${part}/drain`, body: EMPTY },
      ]),
    ];
    await scene.withstands(async () => {
      await sayAll(scene.ports.operator, asked, OPERATOR);
      const counts = await sayAll(scene.ports.operator, asked, { Authorization: 'Bearer forged' });
      expect((counts[401] ?? 0) + (counts[413] ?? 0)).toBe(asked.length);
    });
    for (const part of parts)
      for (const what of ['state', 'events']) {
        const url = `http://127.0.0.1:${scene.ports.operator}/peers/${part}/${what}`;
        expect((await fetch(url, { headers: OPERATOR })).status).toBe(404);
      }
  });
});
