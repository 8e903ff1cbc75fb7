import type { TestBrowser } from '@usher/harness';
import type { Page } from 'playwright-core';
import { SCENES } from './scenes.ts';
import type { StagedSite } from './staged-site.ts';

/** Opens a page of the site and brings it into the state of a scene; its end closes the page. */
export async function openStaged(
  browser: TestBrowser,
  site: StagedSite,
  name: keyof typeof SCENES,
  options: Parameters<TestBrowser['open']>[1],
): Promise<{ readonly page: Page } & AsyncDisposable> {
  const scene = SCENES[name];
  const page = await browser.open(`${site.origin}${await scene.path(site)}`, options);
  await scene.ready(page);
  return { page, [Symbol.asyncDispose]: () => page.context().close() };
}
