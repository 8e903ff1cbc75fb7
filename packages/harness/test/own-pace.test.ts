import { describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { Screening } from '../src/screening.ts';
import { readPlayer } from './players/read-player.ts';

describe.skipIf(!requireTool('chromium').available)('at one’s own pace', () => {
  it('[WEB-7] [WEB-12] the slider goes on with the video after a seek, and the next key counts from there', async () => {
    await using screening = await Screening.start();
    const page = await screening.join();
    screening.ask({ type: 5, video: { service: 'direct', id: '/demo/usher-demo.mp4' } });
    await page.getByRole('button', { name: /in sync|waiting/ }).click();
    await page.getByRole('menuitem', { name: 'Watch at my own pace' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const slider = page.getByRole('slider', { name: 'Seek' });
    const position = async () => (await readPlayer(page)).position;
    await until('it plays', async () => (await position()) > 0);

    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await until('it has gone there', async () => (await position()) > 5);
    await until('the slider goes on', async () => Number(await slider.inputValue()) > 8);
    await page.keyboard.press('ArrowRight');
    await until('it has gone on from there', async () => (await position()) > 13);
    expect(screening.host.view.playback?.position).toBe(0);
    expect(screening.browser.complaints).toEqual([]);
  }, 60_000);
});
