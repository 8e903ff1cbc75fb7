import { isObject } from '@usher/protocol';
import type { Context } from 'hono';
import { typedLink } from '../media/typed-link.ts';

/** What a request costs of its client's points (API-11): always the same, or by what it asks for. */
type Cost = number | ((request: Context['req']) => number | Promise<number>);
type Row = readonly [method: string, path: string, cost: Cost];

/** API-11. `:` stands for any one segment, `*` for anything; the first row that fits counts. */
const COSTS: readonly Row[] = [
  // Asked for by load balancers and monitors, many times a minute, and answered from memory.
  ['GET', '/status', 0],
  ['GET', '/status/ready', 0],
  ['GET', '/docs*', 0],
  ['GET', '/openapi.json', 0],
  // It writes a row, so it is not free; but a whole school may be behind one address, and each of its browsers asks.
  ['GET', '/auth/grant', 1],
  ['GET', '/data/previewAdd', (request) => (isSearch(request.query('input')) ? 75 : 5)],
  ['POST', '/user/register', 100],
  ['POST', '/user/login', 10],
  ['POST', '/user/logout', 1],
  ['GET', '/user*', 1],
  ['*', '/user*', 10],
  ['POST', '/room/generate', 50],
  ['POST', '/room/create', async (request) => ((await bodyOf(request))['isTemporary'] === false ? 200 : 50)],
  ['POST', '/room/:/queue', async (request) => costOfAdding((await bodyOf(request))['videos'])],
  ['PATCH', '/room/:/queue', 5],
  ['DELETE', '/room/:/queue', 5],
];

/** Everything else, what does not exist included. */
const COST_OF_OTHERS = 1;

const ROWS = COSTS.map(([method, path, cost]) => ({
  method,
  path: new RegExp(`^${path.replace('.', '\\.').replace(':', '[^/]+').replace('*', '.*')}$`),
  cost,
}));

/**
 * The points that a request costs.
 * @param path below the API's base path
 */
export async function costOf(request: Context['req'], path: string): Promise<number> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const row = ROWS.find((each) => (each.method === '*' || each.method === method) && each.path.test(path));
  const cost = row?.cost ?? COST_OF_OTHERS;
  return typeof cost === 'number' ? cost : cost(request);
}

/** Read once: the framework keeps it for the route. What is no JSON object has the cost of an empty one; the route will refuse it. */
async function bodyOf(request: Context['req']): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await request.json().catch(() => null);
  return isObject(body) ? body : {};
}

/** Many at once are cheaper than one by one. */
function costOfAdding(videos: unknown): number {
  return Array.isArray(videos) && videos.length > 0 ? 3 * videos.length : 5;
}

const isSearch = (input = ''): boolean => input !== '' && typedLink(input.trim()) === null;
