import { SiteApi } from '@usher/client';
import { until } from '@usher/kit/testing';
import {
  DEFAULT_GRANTS,
  QUEUE_MODES,
  RequestType,
  Role,
  type RoomState,
  type VideoAdd,
} from '@usher/protocol';
import { register } from './accounts.ts';
import type { LongClips } from './long-clips.ts';
import { Talker } from '../src/talker.ts';

/** Names of clips that the rooms want. */
export const CLIPS = ['first', 'second', 'third', 'fourth'];

const GUESTS_MAY = new Map(DEFAULT_GRANTS).get(Role.UnregisteredUser) ?? 0;

/** A room with all that a room can have: settings, roles, a queue with trims, votes, chat; no two of them are quite alike. */
export interface FurnishedRoom {
  readonly room: string;
  readonly owner: Talker;
  readonly promoted: Talker;
  readonly guests: readonly [Talker, Talker];
}

/** Makes and fills rooms, every other one permanent. */
export async function furnishRooms(port: number, count: number, clips: LongClips): Promise<FurnishedRoom[]> {
  const site = `http://127.0.0.1:${port}`;
  const owner = await register(site, 'Owner');
  const helpers: string[] = [];
  for (const name of ['Trusted', 'Moderator', 'Administrator']) helpers.push(await register(site, name));
  const helperOf = (index: number) => helpers[index % helpers.length] ?? '';
  const furnish = async (index: number) => {
    const room = await createRoom(site, owner, index);
    const join = async (token: string) => Talker.join(port, room, token);
    const guest = async () => join(await new SiteApi(site).grantToken(null));
    const furnished: FurnishedRoom = {
      room,
      owner: await join(owner),
      promoted: await join(helperOf(index)),
      guests: [await guest(), await guest()],
    };
    await furnishRoom(furnished, index, clips);
    return furnished;
  };
  return Promise.all(Array.from({ length: count }, (_, index) => furnish(index)));
}

export const everyoneIn = ({ owner, promoted, guests }: FurnishedRoom): readonly Talker[] => [
  owner,
  promoted,
  ...guests,
];

async function createRoom(site: string, token: string, index: number): Promise<string> {
  const api = new SiteApi(site);
  if (index % 2 === 1) return api.generateRoom(token);
  const name = `Kept-${index}`;
  await api.createRoom(token, {
    name,
    isTemporary: false,
    visibility: pick(['public', 'unlisted'] as const, index / 2),
  });
  return name;
}

async function furnishRoom(room: FurnishedRoom, index: number, clips: LongClips): Promise<void> {
  const { owner, promoted, guests } = room;
  const roles = [Role.TrustedUser, Role.Moderator, Role.Administrator] as const;
  const queueMode = pick(QUEUE_MODES, index);
  const isVotedOn = index % 2 === 1;
  owner.request({
    type: RequestType.ApplySettings,
    settings: {
      title: index % 5 === 0 ? '' : `Room ${index}`,
      description: index % 4 === 0 ? '' : 'Two\nlines',
      queueMode,
      grants: [[Role.UnregisteredUser, GUESTS_MAY & ~(1 << pick([0, 2, 3, 4, 5, 6], index))]],
      enableVoteSkip: isVotedOn,
      restoreQueueBehavior: pick([0, 1, 2] as const, index),
      autoSkipSegmentCategories: index % 3 === 0 ? [] : ['sponsor', 'preview'],
      waitForReadySeconds: index % 6,
    },
  });
  owner.request({ type: RequestType.Promote, targetClientId: promoted.id ?? '', role: pick(roles, index) });
  const [first, second, third, fourth] = CLIPS.map((name) => clips.video(name)) as [VideoAdd, ...VideoAdd[]];
  const queued = [
    { ...first, startAt: 12 },
    { ...second, startAt: 0, endAt: 1000.5 },
    { ...third, subtitleUrl: 'https://example.org/subtitles.vtt' },
    fourth,
  ] as VideoAdd[];
  owner.request({ type: RequestType.Add, videos: queued });
  await hears(owner, 'the queue', ({ queue, currentSource }) => queue?.length === 3 && !!currentSource);
  if (queueMode === 'vote' && third !== undefined) {
    promoted.request({ type: RequestType.Vote, video: third, add: true });
    owner.request({ type: RequestType.Vote, video: third, add: true });
    await hears(owner, 'the votes', ({ voteCounts = [] }) => voteCounts.some(([, votes]) => votes === 2));
  }
  owner.request({ type: RequestType.PlaybackSpeed, speed: pick([1, 1.5, 0.5], Math.floor(index / 3)) });
  owner.request({ type: RequestType.Seek, value: 100 + index });
  if (index % 3 !== 0) owner.request({ type: RequestType.Playback, state: true });
  await hears(owner, 'it plays', ({ isPlaying }) => isPlaying === (index % 3 !== 0));
  if (isVotedOn) promoted.request({ type: RequestType.Skip });
  if (isVotedOn) await hears(owner, 'a vote', ({ votesToSkip }) => votesToSkip?.length === 1);
  guests[0].send({ action: 'status', status: 'ready' });
}

const hears = (talker: Talker, what: string, isSo: (state: Partial<RoomState>) => boolean) =>
  until(`${talker.room} hears of ${what}`, () => isSo(talker.state));

function pick<T>(values: readonly T[], index: number): T {
  return values[index % values.length] as T;
}
