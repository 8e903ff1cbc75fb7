import { useEffect } from 'react';
import { useClient, useRoom } from '../room/room-context.ts';
import type { MediaPlayer } from './adapters/media-player.ts';

/** Tells the room how the player does (WEB-6, MSG-24). Nobody waits for who goes at their own pace, and their end is not the room's. */
export function useReports(player: MediaPlayer | null, isOwnPace: boolean, isPlayable: boolean): void {
  const client = useClient();
  const { currentSource } = useRoom();
  const hasItem = currentSource !== null;

  useEffect(() => {
    if (!hasItem || isOwnPace) return client.reportStatus('none');
    if (!isPlayable) return client.reportStatus('error');
    if (player === null) return;
    const report = () => client.reportStatus(player.state.status);
    report();
    return player.subscribe(report);
  }, [client, player, isOwnPace, isPlayable, hasItem]);

  useEffect(() => () => client.reportStatus('none'), [client]);
}
