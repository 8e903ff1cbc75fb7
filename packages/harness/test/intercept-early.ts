import type { Page } from 'playwright-core';

/**
 * For a page's `prepare`, where a `page.route` comes later and must count at once. Chromium answers that it intercepts before its pages have
 * heard of it, and a key or a click overtakes that: what they fetch passes. It is told once here, and every later route is a matter of who
 * answers.
 */
export const interceptEarly = (page: Page): Promise<unknown> =>
  page.route('https://nothing.invalid/', (route) => route.abort());
