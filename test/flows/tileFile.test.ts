import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TileType } from 'pmtiles';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../shared/frames.ts';
import { toWorld } from '../../web/map/mercator.ts';
import { PASSWORD, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { png } from '../tiles/png.ts';
import { LAKE, tilesIn, town, TOWN, vectorArchive } from '../tiles/town.ts';
import { writeArchive } from '../tiles/writeArchive.ts';
import { closeFlow, hasChromium, openFlow, openPage, picture } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'rounds-tiles-'));
const fileOf = (frame: string) => join(folder, `${frame}.pmtiles`);
let browser: Browser;
const servers = {} as Record<'wgs84' | 'gcj02' | 'without', TestServer>;

beforeAll(async () => {
  if (!hasChromium) return;
  for (const frame of ['wgs84', 'gcj02'] as const)
    writeFileSync(fileOf(frame), vectorArchive(town(), TOWN, { maxZoom: 14, frame }));
  ({ server: servers.wgs84, browser } = await openFlow('Asia/Shanghai', { TILE_FILE: fileOf('wgs84') }));
  servers.gcj02 = await startTestServer('Asia/Shanghai', {
    TILE_FILE: fileOf('gcj02'),
    TILE_FRAME: 'gcj02',
    TILE_ATTRIBUTION: '© Our own',
  });
  servers.without = await startTestServer();
});
afterAll(async () => {
  await closeFlow({ server: servers.wgs84, browser });
  await servers.gcj02?.stop();
  await servers.without?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Looks {
  locale?: string;
  colorScheme?: 'light' | 'dark';
  deviceScaleFactor?: number;
}

async function open(
  server: TestServer,
  looks: Looks = {},
): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 }, ...looks });
  await context.request.post(`${server.url}/api/v1/session`, {
    data: { login: 'supervisor.east', password: PASSWORD },
  });
  return { ...(await openPage(context)), close: () => context.close() };
}

/** Red, green and blue of a line of pixels of the screen, as people see it. */
async function line(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<string[]> {
  const shot = (await page.screenshot({ clip })).toString('base64');
  return (await page.evaluate(`(async () => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob('${shot}'), (c) => c.charCodeAt(0))], { type: 'image/png' }));
    const ctx = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    ctx.drawImage(picture, 0, 0);
    const { data } = ctx.getImageData(0, 0, picture.width, picture.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 3).join());
  })()`)) as string[];
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const map = (await page.locator('.map').boundingBox())!;
  return { x: Math.round(map.x + map.width / 2), y: Math.round(map.y + map.height / 2) };
}

const rgb = (hex: string): string => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join();
const SEA = { light: rgb('#cfdfe9'), dark: rgb('#12181f') };

describe.skipIf(!hasChromium)('a base map from a file of vector tiles', () => {
  it.each(
    (['wgs84', 'gcj02'] as const).flatMap((frame) =>
      (['light', 'dark'] as const).map((scheme) => [frame, scheme] as const),
    ),
  )(
    'drawn in %s lies where it belongs, also nearer than its tiles go, when the page is %s',
    async (frame, colorScheme) => {
      const { page, errors, close } = await open(servers[frame], { colorScheme });
      for (const zoom of [12, 14, 16, 18]) {
        // the lake's south-western corner in the middle: water to the right and above
        await page.goto(`${servers[frame].url}/?at=${LAKE.south},${LAKE.west},${zoom}&off=retailers`);
        const { x, y } = await middleOf(page);
        await page.locator('.pane-tiles canvas.leaflet-tile-loaded').first().waitFor();
        await until(
          async () => (await line(page, { x: x + 4, y: y - 4, width: 1, height: 1 }))[0] === SEA[colorScheme],
        );
        const [across, down] = [
          await line(page, { x: x - 6, y: y - 4, width: 12, height: 1 }),
          await line(page, { x: x + 4, y: y - 6, width: 1, height: 12 }),
        ];
        const [west, south] = [across.indexOf(SEA[colorScheme]) - 6, down.lastIndexOf(SEA[colorScheme]) + 1 - 6];
        expect(Math.abs(west), `west of zoom ${zoom}: ${across.join(' ')}`).toBeLessThanOrEqual(2);
        expect(Math.abs(south), `south of zoom ${zoom}: ${down.join(' ')}`).toBeLessThanOrEqual(2);
        await picture(page, `tile file ${frame} ${colorScheme} ${zoom}`);
      }
      expect(await page.locator('.map-attribution').textContent()).toContain(
        frame === 'gcj02' ? '© Our own' : '© OpenStreetMap',
      );
      expect(errors).toEqual([]);
      await close();
    },
  );

  it('names things in the language of the page, at once when that is changed, and turns dark at once', async () => {
    const { page, errors, close } = await open(servers.wgs84);
    const name = { lng: (LAKE.west + LAKE.east) / 2, lat: LAKE.north - 0.0015 };
    await page.goto(`${servers.wgs84.url}/?at=${name.lat},${name.lng},16`);
    const { x, y } = await middleOf(page);
    const look = () => line(page, { x: x - 50, y: y - 12, width: 100, height: 24 });
    /** Columns from the first to the last that are not water: how wide the name is. */
    const widthOf = (pixels: string[], sea: string): number => {
      const inked = pixels.flatMap((pixel, i) => (pixel === sea ? [] : [i % 100]));
      return inked.length === 0 ? 0 : Math.max(...inked) - Math.min(...inked);
    };
    const widths: number[] = [];
    await until(async () => {
      const width = widthOf(await look(), SEA.light);
      if (width > 10 && width < 40) widths.push(width); // 东湖: two signs of 12 pixels; before the tile is there all is inked
      return widths.length > 0;
    });
    await page.evaluate(`localStorage.setItem('rounds.language', 'en')`);
    await page.reload();
    await until(async () => widthOf(await look(), SEA.light) > widths[0]! + 10); // East Lake
    await page.emulateMedia({ colorScheme: 'dark' });
    await until(async () => (await look())[0] === SEA.dark);
    expect(errors).toEqual([]);
    await close();
  });

  it('is as sharp as the screen', async () => {
    const { page, close } = await open(servers.wgs84, { deviceScaleFactor: 2 });
    await page.goto(`${servers.wgs84.url}/?at=28.003,120.65,15`);
    const tile = page.locator('.pane-tiles canvas.leaflet-tile-loaded').first();
    await until(async () => (await tile.evaluate((canvas: HTMLCanvasElement) => canvas.width)) === 1024);
    expect((await tile.boundingBox())!.width).toBe(512);
    await close();
  });

  it('shows the built-in land where the file ends, and where the file is gone while the page is open', async () => {
    const { page, errors, close } = await open(servers.gcj02);
    await page.goto(`${servers.gcj02.url}/?at=28.003,120.66,17`);
    await page.locator('.pane-tiles canvas.leaflet-tile-loaded').first().waitFor();
    writeFileSync(fileOf('gcj02'), 'no map any more');
    for (let step = 0; step < 5; step++) {
      await page.locator('.map-buttons .tool').nth(1).click(); // farther off there are other tiles
      await page.waitForTimeout(300);
    }
    await until(async () => (await page.locator('.pane-tiles canvas').count()) === 0);
    expect(await page.locator('.pane-base canvas').count()).toBeGreaterThan(0);
    expect(await page.locator('.map-attribution').textContent()).not.toContain('© Our own');
    expect(errors).toEqual([]);
    await close();
  });

  it('is what the renderer is loaded for, and nothing else is', async () => {
    const loaded = async (server: TestServer, path: string): Promise<string[]> => {
      const { page, close } = await open(server);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(server.url + path);
      await page.waitForLoadState('networkidle').catch(() => {});
      await page.waitForTimeout(1_000);
      await close();
      return asked.filter((one) => /painter|tiles\//.test(one));
    };
    expect(await loaded(servers.without, '/?at=28.003,120.65,15')).toEqual([]);
    expect((await loaded(servers.wgs84, '/?at=28.003,120.65,15')).some((one) => /painter\.worker/.test(one))).toBe(
      true,
    );
  });
});

describe.skipIf(!hasChromium)('a base map from a file of pictures', () => {
  it('lies where it belongs in GCJ-02, also enlarged', async () => {
    const [red, green] = [
      [200, 60, 60],
      [60, 160, 60],
    ] as const;
    // the tile that holds the corner of the lake as GCJ-02 has it is red at its zoom, the others are green
    const there = toWorld(fromWgs84({ lng: LAKE.west, lat: LAKE.south }, 'gcj02'));
    const isThere = ({ z, x, y }: { z: number; x: number; y: number }) =>
      x === Math.floor(there.x * 2 ** z) && y === Math.floor(there.y * 2 ** z);
    writeFileSync(
      fileOf('gcj02'),
      writeArchive({
        tiles: tilesIn(TOWN, 10, 14).map((at) => ({ ...at, bytes: png(256, isThere(at) ? red : green) })),
        type: TileType.Png,
        bounds: TOWN,
      }),
    );
    const { page, errors, close } = await open(servers.gcj02);
    for (const zoom of [12, 14, 16]) {
      await page.goto(`${servers.gcj02.url}/?at=${LAKE.south},${LAKE.west},${zoom}`);
      const { x, y } = await middleOf(page);
      const shown = Math.min(zoom, 14);
      const tile = page.locator(
        `.pane-tiles img[src$="/${shown}/${Math.floor(there.x * 2 ** shown)}/${Math.floor(there.y * 2 ** shown)}"]`,
      );
      await tile.waitFor();
      const box = (await tile.boundingBox())!;
      const sidePx = 256 * 2 ** (zoom - shown);
      expect(Math.abs(box.x + ((there.x * 2 ** shown) % 1) * sidePx - x), `zoom ${zoom}`).toBeLessThan(3);
      expect(Math.abs(box.y + ((there.y * 2 ** shown) % 1) * sidePx - y), `zoom ${zoom}`).toBeLessThan(3);
      await until(
        async () =>
          (await line(page, { x: x - 5, y: y - 5, width: 1, height: 1 }))[0] ===
          red.join() /* beside the grid, which lies over pictures */,
      );
    }
    await page.goto(`${servers.gcj02.url}/?at=${LAKE.south},${LAKE.west},8`);
    await page.locator('.pane-base canvas').first().waitFor();
    expect(await page.locator('.pane-tiles img').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });
});
