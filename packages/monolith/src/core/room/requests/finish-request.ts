import { RequestType } from '@usher/protocol';
import { queueItem } from '@usher/protocol/schemas';
import { z } from 'zod';
import { missingMetadata } from '../errors.ts';
import type { PendingRequest } from '../pending-requests.ts';
import { denial } from '../roles.ts';
import type { Resolved } from '../room-io.ts';
import type { Turn } from '../turn.ts';
import { finishAdd } from './add.ts';
import type { Outcome } from './handler.ts';
import { finishPlayNow } from './play-now.ts';

const videos = z.array(queueItem);

/**
 * Goes on with a request whose metadata has come. The permission may have gone since it was asked. The metadata is
 * checked: sites say strange things, and one item that no snapshot can hold would cost the room its next restore.
 */
export function finishRequest(turn: Turn, { by, request }: PendingRequest, result: Resolved): Outcome {
  if (!result.ok) return result.error;
  const found = videos.safeParse(result.videos);
  if (!found.success) return missingMetadata('The metadata of this video is of no use');
  if (request.type === RequestType.PlayNow) return finishPlayNow(turn, by, request, found.data);
  return denial(turn.room, by.user, 'manage-queue.add') ?? finishAdd(turn, by, request, found.data);
}
