import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../shared/frames.ts';
import { toWorld } from '../../web/map/mercator.ts';
import { E1, PASSWORD, type TestServer } from '../helpers/server.ts';
import { closeFlow, hasChromium, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
let tiles: Server;

beforeAll(async () => {
  tiles = createServer((req, res) => {
    const [z, x, y] = /\/(\d+)\/(\d+)\/(\d+)/.exec(req.url!)!.slice(1).map(Number) as [number, number, number];
    res
      .writeHead(200, { 'content-type': 'image/svg+xml' })
      .end(
        `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="${(x + y) % 2 ? '#dde8ee' : '#eef2f4'}"/><text x="8" y="20">${z}/${x}/${y}</text></svg>`,
      );
  });
  await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(tiles.address() as AddressInfo).port}/{z}/{x}/{y}.svg`;
  ({ server, browser } = await openFlow('Asia/Shanghai', {
    TILE_URL: url,
    TILE_FRAME: 'gcj02',
    TILE_ATTRIBUTION: '© Test tiles',
  }));
});
afterAll(async () => {
  await closeFlow({ server, browser });
  tiles?.close();
});

describe.skipIf(!hasChromium)('a base map drawn in GCJ-02', () => {
  it.each([5, 12, 18])('lies where it belongs at zoom %i, and fills the screen', async (zoom) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
    await context.request.post(`${server.url}/api/v1/session`, {
      data: { login: 'supervisor.east', password: PASSWORD },
    });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/?at=${E1.lat},${E1.lng},${zoom}`);
    // the tile that holds the GCJ-02 place of the middle
    const w = toWorld(fromWgs84(E1, 'gcj02'));
    const [x, y] = [w.x * 2 ** zoom, w.y * 2 ** zoom];
    const tile = page.locator(`.pane-tiles img[src*="/${zoom}/${Math.floor(x)}/${Math.floor(y)}.svg"]`);
    await tile.waitFor();
    const [box, map] = [(await tile.boundingBox())!, (await page.locator('.map').boundingBox())!];
    const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };
    expect(Math.abs(box.x + (x % 1) * 256 - middle.x)).toBeLessThan(3);
    expect(Math.abs(box.y + (y % 1) * 256 - middle.y)).toBeLessThan(3);
    // every corner has its tile
    const boxes = await page
      .locator('.pane-tiles img')
      .evaluateAll((all) =>
        all.map(
          (one) => one.getBoundingClientRect().toJSON() as { left: number; top: number; right: number; bottom: number },
        ),
      );
    for (const cx of [map.x + 2, map.x + map.width - 2]) {
      for (const cy of [map.y + 2, map.y + map.height - 2])
        expect(boxes.some((b) => b.left <= cx && cx <= b.right && b.top <= cy && cy <= b.bottom)).toBe(true);
    }
    expect(await page.locator('.map-attribution').textContent()).toContain('© Test tiles');
    expect(errors).toEqual([]);
    await picture(page, `tiles ${zoom}`);
    await context.close();
  });
});
