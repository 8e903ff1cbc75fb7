import { describe, expect, it } from 'bun:test';
import { requireTool, startRole, TestBrowser } from '@usher/harness';
import { until } from '@usher/kit/testing';

describe.skipIf(!requireTool('chromium').available)('a site below a path', () => {
  it('[CON-1] [WEB-11] shows its pages, enters rooms and plays its clip there, and nowhere else', async () => {
    await using site = await startRole('monolith', {
      monolith: { base_url: '/watch/', link_enabled: false },
    });
    await using browser = await TestBrowser.start();
    const origin = `http://127.0.0.1:${site.ports.httpPort}`;
    const page = await browser.open(`${origin}/watch/`);
    const strays: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/watch/`)) strays.push(request.url());
    });
    await page.getByRole('button', { name: 'Create a room' }).click();
    await page.waitForURL(/\/watch\/room\/./);
    await page.getByRole('button', { name: 'Add the demo clip' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await until('it plays', () =>
      page.evaluate<boolean>(`document.querySelector('video')?.currentTime > 0.5`),
    );
    await page.reload();
    await until('it plays again', () =>
      page.evaluate<boolean>(`document.querySelector('video')?.currentTime > 0.5`),
    );
    await page.getByRole('link', { name: 'Usher, home' }).click();
    await page.waitForURL(`${origin}/watch/`);
    expect(strays).toEqual([]);
  });
});
