import type { Tiles } from '../../../shared/tiles.ts';
import { keyOf, type Asked, type Look, type Painted, type Place } from './messages.ts';

/** Each picture that is put onto the page is copied as a whole where there is no graphics card, 1 MB: so many in a frame. */
const MOST_A_FRAME = 1;

export interface VectorPainter {
  look(look: Omit<Look, 'kind'>): void;
  /** Called again whenever the picture changes, until it is dropped; null: there is nothing to show. */
  paint(at: Place, show: (picture: ImageBitmap | null) => void): void;
  drop(at: Place): void;
  /** Nothing is painted from then on, until it is let go. */
  hold(isHeld: boolean): void;
  end(): void;
}

/** A thread that paints, loaded when there is something to paint. `lost` hears of tiles that were refused. */
export function vectorPainter({ url, maxZoom }: Tiles, lost: () => void): VectorPainter {
  const worker = new Worker(new URL('./painter.worker.ts', import.meta.url), { type: 'module' });
  const say = (asked: Asked): void => worker.postMessage(asked);
  const wanted = new Map<string, (picture: ImageBitmap | null) => void>();
  const came = new Map<string, ImageBitmap | null>();
  let frame: number | null = null;
  const showSome = (): void => {
    let pictures = 0;
    for (const [key, picture] of came) {
      came.delete(key);
      wanted.get(key)?.(picture);
      if (picture && ++pictures >= MOST_A_FRAME) break;
    }
    frame = came.size > 0 ? requestAnimationFrame(showSome) : null;
  };
  worker.onmessage = ({ data }: MessageEvent<Painted>) => {
    if ('lost' in data) return lost();
    came.get(data.key)?.close();
    came.delete(data.key);
    if (!wanted.has(data.key)) return data.bitmap?.close();
    came.set(data.key, data.bitmap);
    frame ??= requestAnimationFrame(showSome);
  };
  say({ kind: 'map', url, maxZoom });
  return {
    look: (look) => say({ kind: 'look', ...look }),
    paint(at, show) {
      wanted.set(keyOf(at), show);
      say({ kind: 'paint', at });
    },
    drop(at) {
      const key = keyOf(at);
      wanted.delete(key);
      came.get(key)?.close();
      came.delete(key);
      say({ kind: 'drop', at });
    },
    hold: (isHeld) => say({ kind: 'hold', isHeld }),
    end() {
      if (frame !== null) cancelAnimationFrame(frame);
      worker.terminate();
    },
  };
}
