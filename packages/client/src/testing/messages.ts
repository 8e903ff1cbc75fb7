import type { RoomUserInfo, SyncMessage } from '@usher/protocol';

/** A full sync of an empty room. */
export function fullSync(changes: Partial<SyncMessage> = {}): SyncMessage {
  return {
    action: 'sync',
    name: 'cinema',
    title: '',
    description: '',
    isTemporary: true,
    visibility: 'unlisted',
    queueMode: 'manual',
    isPlaying: false,
    playbackPosition: 0,
    playbackSpeed: 1,
    currentSource: null,
    queue: [],
    prevQueue: null,
    grants: [],
    hasOwner: false,
    voteCounts: [],
    votesToSkip: [],
    enableVoteSkip: false,
    autoSkipSegmentCategories: [],
    videoSegments: [],
    restoreQueueBehavior: 1,
    waitForReadySeconds: 10,
    waitingFor: [],
    serverTime: 1_000_000,
    clockId: 'monolith-a',
    ...changes,
  };
}

export function user(name: string, changes: Partial<RoomUserInfo> = {}): RoomUserInfo {
  return { id: `id-of-${name}`, name, isLoggedIn: false, status: 'none', role: 0, ...changes };
}
