import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Throws with what axe finds on the page as it is now, in the dark and in the light theme (WEB-17). */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  const before = await page.evaluate<boolean>('matchMedia("(prefers-color-scheme: dark)").matches');
  for (const colorScheme of ['dark', 'light'] as const) {
    // What is still moving has no contrast of its own yet.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(SETTLED);
    const violations = await findViolations(page);
    if (violations.length > 0) throw new Error(`${what}, ${colorScheme}:\n${violations.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: before ? 'dark' : 'light', reducedMotion: null });
}

/** Not as a script of the page: its Content-Security-Policy would refuse that. */
async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(await Bun.file(AXE).text());
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(WCAG_22_AA)}, resultTypes: ['violations'] })`,
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary ?? ''}`),
  );
}

/** Runs in the page: over when nothing moves any more, and what a change of the theme sets off has been painted. */
const SETTLED = `(async () => {
  const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(finite.map(({ finished }) => finished));
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
})()`;
