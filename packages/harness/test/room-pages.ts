import { startSite, TestBrowser, type SiteProcesses } from '@usher/harness';
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

  static async start(): Promise<RoomPages> {
    const site = await startSite({ balancers: 1, monoliths: 1 });
    return new RoomPages(site, await TestBrowser.start());
  }

  /** Somebody's page in a new room, or in `url`; with a session of theirs if they have one. */
  async enter(options: BrowserContextOptions & { url?: string; token?: string } = {}): Promise<Page> {
    const { url, token, ...context } = options;
    const localStorage = token === undefined ? [] : [{ name: 'usher.token', value: token }];
    const page = await this.browser.open(url ?? this.home, {
      viewport: { width: 1280, height: 800 },
      storageState: { cookies: [], origins: [{ origin: this.home, localStorage }] },
      ...context,
    });
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

/** Queues the demo clip under `count` addresses, which have the titles "clip-1.mp4" and so on in the queue. */
export async function addClips(page: Page, count: number): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Paste a link' });
  for (let n = 1; n <= count; n++) {
    await field.fill(`/demo/usher-demo.mp4?clip=${n}`);
    await field.press('Enter');
    // The field moves to beside the video.
    if (n === 1) await page.getByTestId('player').waitFor();
  }
}

/** What the queue has, by the part of the address that tells the clips apart. */
export const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Queue' }).getByRole('row');
