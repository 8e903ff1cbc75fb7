import type { Page } from 'playwright-core';

/** An item as a page is to see it in place of the demo clip, which the room really plays. */
export interface PretendedItem {
  readonly service: string;
  readonly id: string;
  readonly title?: string;
  readonly subtitleUrl?: string;
  readonly length?: number;
}

interface Sync {
  currentSource?: { readonly service: string; readonly id: string; readonly length?: number } | null;
  videoSegments?: unknown;
}

/** Lets a page see another item than the room plays: one of a service that is not to be asked in a test. */
export async function pretendItem(
  page: Page,
  item: PretendedItem,
  segments?: readonly object[],
): Promise<void> {
  await page.routeWebSocket(/\/api\/room\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      const sync = JSON.parse(String(message)) as Sync;
      if (sync.currentSource != null) sync.currentSource = item;
      if (sync.currentSource != null && segments !== undefined) sync.videoSegments = segments;
      socket.send(JSON.stringify(sync));
    });
  });
}
