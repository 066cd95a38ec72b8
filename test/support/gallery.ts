// The demo's gallery on a port of its own: every state of the chat, in any look.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import express from 'express';
import { createSite } from '../../server/demo/site.ts';
import { bundleRoutes } from '../../server/http/bundle-routes.ts';

export interface Gallery extends AsyncDisposable {
  readonly address: string;
}

export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly density?: 'comfortable' | 'compact';
  readonly dir?: 'ltr' | 'rtl';
  readonly lang?: string;
  /** Without the page around the scenes. */
  readonly bare?: '';
  /** This one alone. */
  readonly scene?: string;
}

export interface GalleryScene {
  readonly name: string;
  /** What there is to see when it is all there. */
  readonly shows: string;
  /** It is not there among the others. */
  readonly alone: boolean;
}

export async function startGallery(): Promise<Gallery> {
  const site = express()
    .use(bundleRoutes({ bundle: undefined, path: '' }))
    .use(createSite(() => ''));
  const server = createServer(site).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gallery`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Shows it, and waits until each scene is what it shows; returns all there are. */
export async function showGallery(
  page: Page,
  { address }: Pick<Gallery, 'address'>,
  look: Look,
): Promise<readonly GalleryScene[]> {
  await page.goto(`${address}?${new URLSearchParams({ ...look }).toString()}`);
  const scenes = await page.evaluate(async () => {
    const file = '/gallery/scenes.js';
    const { scenes } = (await import(file)) as { scenes: Record<string, { shows: string; alone?: true }> };
    return Object.entries(scenes).map(([name, { shows, alone = false }]) => ({ name, shows, alone }));
  });
  for (const { name, shows, alone } of scenes)
    if (look.scene === undefined ? !alone : name === look.scene)
      await page.locator(`ws-chat[room="${name}"]`).locator(shows).first().waitFor({ timeout: 30_000 });
  return scenes;
}

/** Changes the look of what is shown, and waits until that is drawn. */
export async function wear(
  page: Page,
  look: Required<Pick<Look, 'theme' | 'density' | 'dir'>>,
): Promise<void> {
  await page.evaluate(async ({ theme, density, dir }) => {
    const { documentElement: root } = document;
    root.dir = dir;
    root.style.colorScheme = theme;
    for (const chat of document.querySelectorAll('ws-chat')) Object.assign(chat, { theme, density });
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
  }, look);
}
