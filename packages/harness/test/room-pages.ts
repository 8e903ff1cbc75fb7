import { startSite, TestBrowser, type SiteProcesses } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { VideoAdd } from '@usher/protocol';
import type { BrowserContextOptions, Page } from 'playwright-core';

/** A site with a browser in front of it, and the address of a room that is open there. */
export class RoomPages implements AsyncDisposable {
  readonly browser: TestBrowser;
  readonly site: SiteProcesses;
  readonly home: string;
  readonly port: number;

  private constructor(site: SiteProcesses, browser: TestBrowser) {
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    this.site = site;
    this.browser = browser;
    this.port = balancer.ports.port;
    this.home = `http://127.0.0.1:${this.port}`;
  }

  static async start(config?: Parameters<typeof startSite>[1]): Promise<RoomPages> {
    const site = await startSite({ balancers: 1, monoliths: 1 }, config);
    return new RoomPages(site, await TestBrowser.start());
  }

  /** Somebody's page in a new room, or in `url`; with a session of theirs if they have one. `prepare` gets it before it has loaded anything. */
  async enter(
    options: BrowserContextOptions & { url?: string; token?: string } = {},
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Page> {
    const { url, token, ...context } = options;
    const localStorage = token === undefined ? [] : [{ name: 'usher.token', value: token }];
    const page = await this.browser.open(
      url ?? this.home,
      {
        viewport: { width: 1280, height: 800 },
        storageState: { cookies: [], origins: [{ origin: this.home, localStorage }] },
        ...context,
      },
      prepare,
    );
    if (url === undefined) {
      await page.getByRole('button', { name: 'Create a room' }).click();
      await page.waitForURL(/\/room\/./);
    }
    await page.getByRole('tab', { name: /Chat/ }).waitFor();
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser[Symbol.asyncDispose]();
    await this.site[Symbol.asyncDispose]();
  }
}

/** Somebody's page in a new room with a queue of `count`, besides what plays. */
export async function enterWithQueue(pages: RoomPages, count: number): Promise<Page> {
  const page = await pages.enter();
  await addClips(page, 1);
  await importVideos(
    page,
    Array.from({ length: count }, (_, index) => clip(index + 2)),
  );
  await until('all are there', async () => (await rowsOf(page).count()) === count);
  return page;
}

/** Queues the demo clip under `count` addresses, which have the titles "clip-1.mp4" and so on in the queue. */
export async function addClips(page: Page, count: number): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Paste a link' });
  for (let n = 1; n <= count; n++) {
    await field.fill(clip(n).id);
    await field.press('Enter');
    // The field moves to beside the video.
    if (n === 1) await page.getByTestId('player').waitFor();
  }
}

/** The demo clip under an address of its own. */
export const clip = (n: number): VideoAdd => ({ service: 'direct', id: `/demo/usher-demo.mp4?clip=${n}` });

/** What the queue has, by the part of the address that tells the clips apart. */
export const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Queue' }).getByRole('row');

/** Which videos the queue has, in order. */
export const keysOf = (page: Page): Promise<string[]> =>
  rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key') ?? ''));

export async function hasOrder(page: Page, order: readonly (string | undefined)[]): Promise<void> {
  await until('the order is so', async () => (await keysOf(page)).join() === order.join());
}

/** Adds videos from a file. */
export async function importVideos(page: Page, videos: readonly VideoAdd[]): Promise<void> {
  await page.locator('input[type=file][accept*=json]').setInputFiles({
    name: 'queue.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ videos })),
  });
}

/** Says something in the chat. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
}
