import type { ENDPOINTS } from '../../src/conformance/endpoints.ts';
import { item, video } from './request-examples.ts';

type Endpoint = (typeof ENDPOINTS)[number]['endpoint'];

const settings = {
  title: 'title',
  description: 'description',
  queueMode: 'manual',
  autoSkipSegmentCategories: ['intro'],
};

/** One right body for each endpoint of the API that reads one; the others are not asked with any. */
export const BODIES: Partial<Record<Endpoint, object>> = {
  'POST /user': { username: 'Ann' },
  'POST /user/register': { username: 'Ann', password: 'correct-horse-1', email: 'ann@site.example' },
  'POST /user/login': { user: 'Ann', password: 'correct-horse-1' },
  'PATCH /user/account': {
    email: 'ann@site.example',
    currentPassword: 'correct-horse-1',
    newPassword: 'correct-horse-2',
  },
  'POST /room/generate': { autoSkipSegmentCategories: ['intro'] },
  'POST /room/create': { ...settings, name: 'made', isTemporary: true, visibility: 'unlisted' },
  'PATCH /room/:name': {
    ...settings,
    visibility: 'unlisted',
    grants: [[0, 7]],
    restoreQueueBehavior: 1,
    enableVoteSkip: true,
    waitForReadySeconds: 0,
  },
  'POST /room/:name/undo': { data: { event: { request: { type: 4 } } } },
  'POST /room/:name/vote': video,
  'DELETE /room/:name/vote': video,
  'POST /room/:name/queue': { videos: [item] },
  'PATCH /room/:name/queue': item,
  'DELETE /room/:name/queue': video,
  'POST /room/:name/ban': { clientId: 'somebody', address: false },
  'DELETE /room/:name/ban': { banId: 'ban' },
  'POST /room/:name/redeem': { invite: 'code' },
  'POST /announce': { text: 'hello' },
};

/** Bodies that are no JSON, or not what JSON is taken for; in Latin-1. */
export const NO_BODIES: readonly string[] = [
  '',
  ' ',
  '{',
  'null',
  '"text"',
  '[]',
  '7',
  '{}{}',
  '\0',
  '\xff\xfe{}',
  '\xef\xbb\xbf{}',
  '{"a":"\xff"}',
  '{"a":"\xed\xa0\x80"}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}`,
  `{${Array.from({ length: 4000 }, (_, n) => `"k${n}":0`).join(',')}}`,
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
];
