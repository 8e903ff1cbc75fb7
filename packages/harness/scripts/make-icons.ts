import { TestBrowser } from '@usher/harness';

/** Draws the page's icons that have to be pixels (packages/web/public/icons) from its favicon and its font. Run after changing either, with the site built. */
const WEB = new URL('../../web/', import.meta.url);
const FONT = 'dist/site/assets/figtree-latin-wght-normal-*.woff2';

const favicon = await Bun.file(new URL('public/favicon.svg', WEB)).text();
/** Phones cut their own shape out of it: the ground goes to the edges, and the sign stays in the middle. */
const maskable = favicon
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace(/<rect[^>]*>/, '<rect x="-4" y="-4" width="40" height="40" fill="#171a20" />');

await using browser = await TestBrowser.start();
await draw('icon-192', square(favicon), 192, 192);
await draw('icon-512', square(favicon), 512, 512);
await draw('maskable-512', square(maskable), 512, 512);
await draw('touch', square(maskable), 180, 180);
await draw('card', await card(), 1200, 630);

async function draw(name: string, html: string, width: number, height: number): Promise<void> {
  const page = await browser.open('about:blank', { viewport: { width, height } });
  await page.setContent(html);
  await page.evaluate('document.fonts.ready');
  await page.screenshot({
    path: new URL(`public/icons/${name}.png`, WEB).pathname,
    omitBackground: true,
  });
  await page.context().close();
}

function square(svg: string): string {
  return `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`;
}

/** What others show beside a link to the site. */
async function card(): Promise<string> {
  const [file] = [...new Bun.Glob(FONT).scanSync(WEB.pathname)];
  if (file === undefined) throw new Error('the font has not been built: npm run build:web');
  const font = Buffer.from(await Bun.file(new URL(file, WEB)).bytes()).toString('base64');
  return `<style>
    @font-face { font-family: Figtree; font-weight: 300 900; src: url(data:font/woff2;base64,${font}) }
    body { margin: 0; height: 100vh; background: #0f1115; color: #f3f0e9; font-family: Figtree; display: grid; align-content: center; padding: 0 96px; gap: 28px }
    svg { width: 128px; height: 128px }
    h1 { margin: 0; font-size: 84px; line-height: 1.08; font-weight: 800; letter-spacing: -0.025em }
    p { margin: 0; font-size: 34px; color: #b0ada3 }
  </style>${favicon}<h1>Watch together,<br />wherever you are</h1><p>One room, one video, the same moment for everyone.</p>`;
}
