import { expect } from 'bun:test';
import { RequestType, Role, videoKey, type Permission } from '@usher/protocol';
import type { Member, Shape } from './member.ts';
import { video, type Staff } from './room.ts';

/** A room in which `current` is to be played, and `a` and `b` are queued. */
export interface Scene {
  readonly staff: Staff;
}

/** Something that one permission decides, besides those that it needs anyway, and what the room says when it is done. */
export interface Attempt {
  readonly request: (scene: Scene) => Shape;
  readonly effect: (scene: Scene) => Shape;
  readonly needs?: readonly Permission[];
}

const simple = (request: Shape, effect: Shape): Attempt => ({
  request: () => request,
  effect: () => effect,
});
const event = (request: Shape): Attempt => simple(request, { action: 'event', request });
const setting = (settings: Shape): Attempt =>
  simple({ type: RequestType.ApplySettings, settings }, { action: 'sync', ...settings });

const granting = (role: Role): Attempt => ({
  request: () => ({ type: RequestType.ApplySettings, settings: { grants: [[role, 1]] } }),
  effect: () => ({ action: 'sync', grants: expect.any(Array) }),
});

const promoting = (who: keyof Staff, role: Role): Attempt => {
  const idOf = ({ staff }: Scene) => (staff[who] satisfies Member).id;
  return {
    request: (scene) => ({ type: RequestType.Promote, targetClientId: idOf(scene), role }),
    effect: (scene) => ({ action: 'user', update: { kind: 'update', value: { id: idOf(scene), role } } }),
  };
};

/** One for each permission there is. */
export const ATTEMPTS: Readonly<Record<Permission, Attempt>> = {
  'playback.play-pause': event({ type: RequestType.Playback, state: true }),
  'playback.skip': event({ type: RequestType.Skip }),
  'playback.seek': event({ type: RequestType.Seek, value: 5 }),
  'playback.speed': simple(
    { type: RequestType.PlaybackSpeed, speed: 2 },
    { action: 'sync', playbackSpeed: 2 },
  ),
  'manage-queue.add': event({ type: RequestType.Add, video: video('new') }),
  'manage-queue.remove': event({ type: RequestType.Remove, video: video('a') }),
  'manage-queue.order': simple(
    { type: RequestType.Order, fromIdx: 0, toIdx: 1 },
    { action: 'sync', queue: expect.any(Array) },
  ),
  'manage-queue.vote': simple(
    { type: RequestType.Vote, video: video('a'), add: true },
    { action: 'sync', voteCounts: [[videoKey(video('a')), 1]] },
  ),
  'manage-queue.play-now': {
    ...simple(
      { type: RequestType.PlayNow, video: video('new') },
      { action: 'sync', currentSource: video('new') },
    ),
    needs: ['manage-queue.add'],
  },
  'manage-queue.edit': event({
    type: RequestType.UpdateQueueItem,
    video: video('a'),
    update: { startAt: 1 },
  }),
  chat: simple({ type: RequestType.Chat, text: 'hi' }, { action: 'chat', text: 'hi' }),
  'configure-room.set-title': setting({ title: 'Another title' }),
  'configure-room.set-description': setting({ description: 'Words' }),
  'configure-room.set-visibility': setting({ visibility: 'unlisted' }),
  'configure-room.set-queue-mode': setting({ queueMode: 'loop' }),
  'configure-room.other': setting({ enableVoteSkip: true }),
  'configure-room.set-permissions.for-moderator': granting(Role.Moderator),
  'configure-room.set-permissions.for-trusted-users': granting(Role.TrustedUser),
  'configure-room.set-permissions.for-all-registered-users': granting(Role.RegisteredUser),
  'configure-room.set-permissions.for-all-unregistered-users': granting(Role.UnregisteredUser),
  'manage-users.promote-admin': promoting('registered', Role.Administrator),
  'manage-users.promote-moderator': promoting('registered', Role.Moderator),
  'manage-users.promote-trusted-user': promoting('registered', Role.TrustedUser),
  'manage-users.demote-admin': promoting('administrator', Role.RegisteredUser),
  'manage-users.demote-moderator': promoting('moderator', Role.RegisteredUser),
  'manage-users.demote-trusted-user': promoting('trusted', Role.RegisteredUser),
  'manage-users.kick': {
    request: ({ staff }) => ({ type: RequestType.Kick, clientId: staff.anonymous.id }),
    effect: ({ staff }) => ({ action: 'user', update: { kind: 'remove', value: staff.anonymous.id } }),
  },
};
