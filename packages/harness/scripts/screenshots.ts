import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestBrowser } from '@usher/harness';
import type { Page } from 'playwright-core';
import { openStaged } from './screenshots/open-staged.ts';
import { SCENES } from './screenshots/scenes.ts';
import { StagedSite } from './screenshots/staged-site.ts';

/**
 * `npm run screenshots`: the page in its states, on three devices and in both themes, to .reports/screenshots; look at them after every
 * change of looks. `-- home busy` takes these alone, and `-- --docs` the three of the README, to docs/images. Needs chromium and ffmpeg.
 */
const ROOT = new URL('../../../', import.meta.url).pathname;

const DEVICES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const;

const DOCS = [
  { scene: 'busy', device: 'desktop', colorScheme: 'dark' },
  { scene: 'home', device: 'desktop', colorScheme: 'light' },
  { scene: 'busy', device: 'phone', colorScheme: 'dark' },
] as const;

const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const shots = args.includes('--docs') ? DOCS : allShots();
const directory = join(ROOT, args.includes('--docs') ? 'docs/images' : '.reports/screenshots');
mkdirSync(directory, { recursive: true });

await using site = await StagedSite.start();
await using browser = await TestBrowser.start();
for (const shot of shots) {
  const file = join(directory, `${shot.scene}-${shot.device}-${shot.colorScheme}.png`);
  await using staged = await openStaged(browser, site, shot.scene, {
    ...DEVICES[shot.device],
    colorScheme: shot.colorScheme,
    // What moves is shown as it comes to rest.
    reducedMotion: 'reduce',
  });
  await take(staged.page, file);
}
console.log(`${shots.length} screenshots in ${directory}`);

function* names(): Iterable<keyof typeof SCENES> {
  for (const name of Object.keys(SCENES) as (keyof typeof SCENES)[])
    if (wanted.length === 0 || wanted.includes(name)) yield name;
}

function allShots() {
  const devices = Object.keys(DEVICES) as (keyof typeof DEVICES)[];
  return [...names()].flatMap((scene) =>
    devices.flatMap((device) =>
      (['dark', 'light'] as const).map((colorScheme) => ({ scene, device, colorScheme })),
    ),
  );
}

async function take(page: Page, path: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path });
}
