import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { requireTool } from './tools.ts';

/** Chromium as tests use it: plays without a click, and looks after hidden pages as after visible ones. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A real browser; every page is in a context of its own, as another person's would be. */
export class TestBrowser implements AsyncDisposable {
  readonly #browser: Browser;
  /** What any page complained about: errors, and what its Content-Security-Policy refused. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<TestBrowser> {
    const browser = await chromium.launch({ executablePath: requireTool('chromium').path, args: FLAGS });
    return new TestBrowser(browser);
  }

  /** `prepare` gets the page before it has loaded anything. */
  async open(
    url: string,
    options: Parameters<Browser['newContext']>[0] = {},
    prepare: (page: Page) => Promise<unknown> = async () => {},
  ): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext(options);
    const page = await context.newPage();
    page.on('pageerror', (error) => void this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    await prepare(page);
    await page.goto(url);
    return page;
  }

  /** Closes all pages: what they play and animate takes time from those that come after them. */
  async closePages(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
