import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import type { StagedSite } from './staged-site.ts';

interface Scene {
  /** The page's path; what has to be there first is made. */
  readonly path: (site: StagedSite) => Promise<string> | string;
  /** Does what a person would do to see it, and waits until it is to be seen. */
  readonly ready: (page: Page) => Promise<void>;
}

/** The states that the page is looked at in. */
export const SCENES = {
  home: {
    path: () => '/',
    ready: (page) => page.getByRole('listitem').first().waitFor(),
  },
  account: {
    path: () => '/',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Account' }).click();
      await page.getByRole('tab', { name: 'Create an account' }).click();
      await page.getByLabel('E-mail (optional)').waitFor();
    },
  },
  missing: {
    path: () => '/room/nobody-made-this',
    ready: (page) => page.getByRole('heading', { level: 1 }).waitFor(),
  },
  empty: {
    path: async (site) => `/room/${await site.makeRoom()}`,
    ready: (page) => page.getByRole('button', { name: /demo clip/ }).waitFor(),
  },
  playing: {
    path: (site) => `/room/${site.quietRoom}`,
    ready: playerReady,
  },
  busy: {
    path: (site) => `/room/${site.busyRoom}`,
    ready: playerReady,
  },
  settings: {
    path: async (site) => `/room/${await site.makeRoom()}`,
    ready: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
} as const satisfies Readonly<Record<string, Scene>>;

async function playerReady(page: Page): Promise<void> {
  await page.getByTestId('player').waitFor();
  const isReady = () => page.evaluate<boolean>("document.querySelector('video')?.readyState >= 3");
  await until('the picture is there', isReady, 20_000);
  await page.getByRole('button', { name: /^in sync/ }).waitFor();
}
