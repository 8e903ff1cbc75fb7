import type { ServerMessage } from '@usher/protocol';
import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { useClient, useMessages } from '../room-context.ts';
import { Asks } from './asks.ts';
import { BulkAdd, type BulkState } from './bulk-add.ts';

interface Asking {
  readonly asks: Asks;
  readonly bulk: BulkAdd;
}

const AskingContext = createContext<Asking | null>(null);

/** Remembers what the page has asked of its room, wherever that was: fields and lists come and go while the room looks things up. */
export function AskingProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const asking = useMemo(() => {
    const asks = new Asks(client);
    return { asks, bulk: new BulkAdd(asks, client) };
  }, [client]);
  useMessages((message) => asking.asks.hear(message));
  return <AskingContext value={asking}>{children}</AskingContext>;
}

/** For requests that want to know their answers. */
export const useAsks = (): Asks => useAsking().asks;

/** For adding many videos, and how far that is. */
export function useBulkAdd(): readonly [BulkAdd, BulkState] {
  const { bulk } = useAsking();
  return [bulk, useSyncExternalStore(bulk.subscribe, () => bulk.state)];
}

/** Hears what the room refuses, but what somebody else tells of. */
export function useRefusals(hear: (error: Extract<ServerMessage, { action: 'error' }>) => void): void {
  const { asks } = useAsking();
  const latest = useEffectEvent(hear);
  useEffect(() => asks.onError((error) => latest(error)), [asks]);
}

function useAsking(): Asking {
  const asking = use(AskingContext);
  if (asking === null) throw new Error('outside of a room');
  return asking;
}
