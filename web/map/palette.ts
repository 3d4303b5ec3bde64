import { computed, signal } from '@preact/signals';

const tokens = [
  '--map-land',
  '--map-sea',
  '--map-coast',
  '--map-grid',
  '--map-text',
  '--map-green',
  '--map-paved',
  '--map-building',
  '--map-road',
  '--map-road-edge',
  '--map-rail',
  '--mark-edge',
  '--mark-hole',
  '--on-dark',
  '--on-light',
  '--state-planned',
  '--state-open',
  '--state-valid',
  '--state-suspect',
  '--state-invalid',
  '--state-unverifiable',
  '--state-missed',
  '--state-other',
  '--rep',
  '--rep-ink',
  '--warn',
  '--ink',
  '--paper',
  '--plan-0',
  '--plan-1',
  '--plan-2',
  '--plan-3',
  '--plan-4',
  '--plan-5',
  '--plan-6',
  '--plan-none',
  '--plan-border',
  '--plan-chosen',
] as const;

const turns = signal(0);

/** The page turned dark or light. */
export function readColoursAgain(): void {
  turns.value += 1;
}

/** The colours of tokens.css for canvas, which CSS does not reach. */
export const palette = computed<Record<string, string>>(() => {
  void turns.value;
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(tokens.map((token) => [token, style.getPropertyValue(token).trim()]));
});

/** The parts of a colour that CSS understands; `a` from 0 to 1. */
export function rgbOf(colour: string): { r: number; g: number; b: number; a: number } {
  const ctx = (reader ??= document.createElement('canvas').getContext('2d')!);
  ctx.fillStyle = colour; // read back as #rrggbb, or as rgba(r, g, b, a) where something shows through
  const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(ctx.fillStyle)?.slice(1).map(Number);
  if (parts) return { r: parts[0]!, g: parts[1]!, b: parts[2]!, a: parts[3]! };
  const rgb = parseInt(ctx.fillStyle.slice(1), 16);
  return { r: rgb >> 16, g: (rgb >> 8) & 255, b: rgb & 255, a: 1 };
}
let reader: CanvasRenderingContext2D | null = null;
