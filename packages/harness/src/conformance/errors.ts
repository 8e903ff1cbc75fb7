import { describe, expect } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { call, expectRefusal } from './http.ts';
import { it } from './it.ts';
import { castOf } from './people.ts';
import { DEMO, Room, video } from './room.ts';
import type { Target } from './target.ts';

/** What no field of any request may be, besides what its own row says. */
const NOTHING = [undefined, null, {}, []];
const NO_TEXT = [...NOTHING, 7, true];
const NO_NUMBER = [...NOTHING, '1', true];
const NO_BOOLEAN = [...NOTHING, 1, 'true'];
const NO_INDEX = [...NO_NUMBER, -1, 0.5];
const NO_VIDEO = [
  ...NOTHING,
  'x',
  7,
  { id: DEMO.id },
  { service: 'direct' },
  { service: 'myspace', id: 'x' },
  { service: 'direct', id: '' },
  { service: 'direct', id: 7 },
  { service: 'direct', id: 'x'.repeat(2049) },
];
const NO_TRIM = [
  ...NO_VIDEO,
  { ...DEMO, startAt: '3' },
  { ...DEMO, startAt: -1 },
  { ...DEMO, endAt: null },
  { ...DEMO, subtitleUrl: '' },
];

/** Each field of each request, with all that it cannot be (spec 2.3). `good` is a request that is right but for that field. */
const FIELDS: readonly { good: { type: number }; field: string; wrong: readonly unknown[] }[] = [
  { good: { type: RequestType.Playback }, field: 'state', wrong: NO_BOOLEAN },
  { good: { type: RequestType.Seek }, field: 'value', wrong: NO_NUMBER },
  { good: { type: RequestType.Add }, field: 'url', wrong: [...NO_TEXT, '', 'x'.repeat(2049)] },
  { good: { type: RequestType.Add }, field: 'video', wrong: NO_TRIM },
  { good: { type: RequestType.Add }, field: 'videos', wrong: [null, {}, [], 'x', [null], [{}], [DEMO, 7]] },
  { good: { type: RequestType.Remove }, field: 'video', wrong: NO_VIDEO },
  { good: order({ toIdx: 0 }), field: 'fromIdx', wrong: NO_INDEX },
  { good: order({ fromIdx: 0 }), field: 'toIdx', wrong: NO_INDEX },
  { good: vote({ add: true }), field: 'video', wrong: NO_VIDEO },
  { good: vote({ video: video('a') }), field: 'add', wrong: NO_BOOLEAN },
  { good: promote({ role: 2 }), field: 'targetClientId', wrong: [...NO_TEXT, '', 'x'.repeat(65)] },
  { good: promote({ targetClientId: 'x' }), field: 'role', wrong: [...NO_NUMBER, 5, -2, 1.5] },
  { good: { type: RequestType.Undo }, field: 'event', wrong: [...NO_TEXT, { request: 7 }, { request: {} }] },
  { good: { type: RequestType.PlayNow }, field: 'video', wrong: NO_TRIM },
  { good: { type: RequestType.PlaybackSpeed }, field: 'speed', wrong: [...NO_NUMBER, 0, 0.24, 4.01, -1] },
  { good: { type: RequestType.RestoreQueue }, field: 'discard', wrong: [null, 1, 'true'] },
  { good: { type: RequestType.Kick }, field: 'clientId', wrong: [...NO_TEXT, '', 'x'.repeat(65)] },
  { good: edit({ update: {} }), field: 'video', wrong: NO_VIDEO },
  {
    good: edit({ video: video('a') }),
    field: 'update',
    wrong: [undefined, null, 'x', { startAt: -1 }, { endAt: '9' }, { subtitleUrl: 7 }],
  },
];

/** Each setting, with all that it cannot be (ROM-1). */
const SETTINGS: Readonly<Record<string, readonly unknown[]>> = {
  title: [null, 7, 'x'.repeat(255), 'two\nlines', 'two\rlines', 'two\u2028lines'],
  description: [null, 7, 'x'.repeat(4001)],
  visibility: [null, 'secret', 7],
  queueMode: [null, 'random', 7],
  grants: [null, {}, [[9, 1]], [[0]], [[0, -1]], [[0, 1.5]], [['0', 1]]],
  autoSkipSegmentCategories: [null, 'sponsor', ['adverts'], [7]],
  restoreQueueBehavior: [null, 3, -1, '1'],
  enableVoteSkip: [null, 1, 'true'],
  waitForReadySeconds: [null, -1, 61, 1.5, '10'],
  owner: [1],
  hasOwner: [true],
};

/** What is not as the rules say: told to its sender alone, with a stable code. */
export function errors(site: Target): void {
  describe('requests with a wrong field', () => {
    for (const { good, field, wrong } of FIELDS) {
      it(`[MSG-26] [MSG-${good.type}] ${field}`, async () => {
        using room = await Room.generate(site);
        const [asker, witness] = await room.enter();
        await room.fill(asker, DEMO, video('a'), video('b'));
        const requests = wrong.map((value) => Object.assign({}, good, { [field]: value }));
        await room.refuses(
          { asker, witness },
          ...requests.map((request) => [request, 'ZodValidationError'] as const),
        );
      });
    }

    for (const [setting, wrong] of Object.entries(SETTINGS)) {
      it(`[MSG-26] [MSG-13] [ROM-1] [API-10] setting ${setting}, by message and over HTTP`, async () => {
        using room = await Room.generate(site);
        const [asker, witness] = await room.enter();
        const refused = wrong.map((value) => ({ [setting]: value }));
        await room.refuses(
          { asker, witness },
          ...refused.map(
            (settings) => [{ type: RequestType.ApplySettings, settings }, 'ZodValidationError'] as const,
          ),
        );
        const { anonymous: by } = await castOf(site);
        for (const body of refused)
          expectRefusal(
            await call(site, 'PATCH', `/room/${room.name}`, { by, body }),
            400,
            'ZodValidationError',
          );
      });
    }

    it('[MSG-5] [MSG-13] [MSG-26] not exactly one of url, video and videos; no settings; types that are none', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      const add = { type: RequestType.Add, url: DEMO.id };
      const wrong = [
        { type: RequestType.Add },
        { ...add, video: DEMO },
        { ...add, videos: [DEMO] },
        { type: RequestType.Add, video: DEMO, videos: [DEMO] },
        { type: RequestType.ApplySettings },
        { type: RequestType.ApplySettings, settings: null },
        { type: RequestType.ApplySettings, settings: [] },
        { type: 20 },
        { type: -1 },
        { type: 2.5 },
      ];
      await room.refuses(
        { asker, witness },
        ...wrong.map((request) => [request, 'ZodValidationError'] as const),
      );
    });

    it('[MSG-15] [MSG-3] fields that a request does not have are ignored, and reach nobody', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('a'));
      ann.ask({ type: RequestType.Skip, evil: 'evil', address: '203.0.113.1', info: { id: bob.id } });
      const event = await bob.hears({ action: 'event' });
      expect(event['request']).toEqual({ type: RequestType.Skip });
      ann.ask({ type: RequestType.Shuffle, evil: 'evil' });
      expect(JSON.stringify(await bob.hearsAll())).not.toContain('evil');
    });
  });
}

function order(rest: object) {
  return { type: RequestType.Order, ...rest };
}
function vote(rest: object) {
  return { type: RequestType.Vote, ...rest };
}
function promote(rest: object) {
  return { type: RequestType.Promote, ...rest };
}
function edit(rest: object) {
  return { type: RequestType.UpdateQueueItem, ...rest };
}
