// A canvas of the screen's size for what moves at every frame: one clearing of the screen instead of one for each tile.
import type L from 'leaflet';
import { WORLD_PX } from './mercator.ts';

/** What is on the screen: a point w of the world stands at (w.x · worldPx − left, w.y · worldPx − top) CSS pixels of the map's element. */
export interface Sight {
  zoom: number;
  worldPx: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Overlay {
  /** Draws it again at the next frame, once however often it is asked. */
  redraw(): void;
  show(isShown: boolean): void;
}

/** Drawn again whenever the map moves; put aside while a zoom is under way, because nothing is in its place then. */
export function overlay(
  map: L.Map,
  pane: HTMLElement,
  draw: (ctx: CanvasRenderingContext2D, sight: Sight) => void,
): Overlay {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-overlay';
  canvas.setAttribute('aria-hidden', 'true');
  pane.append(canvas);
  let frame: number | null = null;
  const paint = () => {
    frame = null;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const { x: width, y: height } = map.getSize();
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    // The pane moves with the map: the canvas is put back over the screen.
    const corner = map.containerPointToLayerPoint([0, 0]);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.style.transform = `translate(${corner.x}px, ${corner.y}px)`;
    const ctx = canvas.getContext('2d')!;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const { x: left, y: top } = map.getPixelBounds().min!;
    draw(ctx, { zoom: map.getZoom(), worldPx: WORLD_PX * 2 ** map.getZoom(), left, top, width, height });
  };
  const redraw = () => {
    frame ??= requestAnimationFrame(paint);
  };
  map.on('move resize', redraw);
  map.on('unload', () => frame !== null && cancelAnimationFrame(frame));
  map.on('zoomstart', () => canvas.classList.add('is-zooming'));
  map.on('zoomend', () => {
    canvas.classList.remove('is-zooming');
    redraw();
  });
  return { redraw, show: (isShown) => canvas.classList.toggle('is-off', !isShown) };
}
