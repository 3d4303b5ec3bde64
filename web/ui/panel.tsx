import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { words } from './words.ts';
import { Icon } from './icons.tsx';
import { remember, remembered } from './remember.ts';

const KEPT = 'rounds.panel';
const keptWidth = Number(remembered(KEPT));
const width = signal(keptWidth >= 320 && keptWidth <= 760 ? keptWidth : null);
const isOpen = signal(true);
/** On a phone the panel is a sheet of three heights. */
const heights = ['is-low', '', 'is-tall'] as const;
const height = signal(1);

/** A selection made on the map opens the panel that was put aside. */
export function showPanel(): void {
  isOpen.value = true;
  if (height.value === 0) height.value = 1;
}

/** @param isWide for tables of figures: wider, where nobody chose a width */
export function Panel({ isWide = false, children }: { isWide?: boolean | undefined; children: ComponentChildren }) {
  const w = words.value;
  return (
    <main
      id="panel"
      class={`panel ${isWide ? 'is-wide' : ''} ${isOpen.value ? '' : 'is-off'} ${heights[height.value]}`}
      style={width.value ? { '--panel-width': `${width.value}px` } : undefined}
      tabIndex={-1}
    >
      <button
        type="button"
        class="handle"
        aria-label={w.showPanel}
        onClick={() => (height.value = (height.value + 1) % 3)}
        onPointerDown={drag}
      />
      {children}
      <div
        class="panel-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={w.resize}
        aria-valuenow={width.value ?? 380}
        aria-valuemin={320}
        aria-valuemax={760}
        tabIndex={0}
        onPointerDown={resize}
        onKeyDown={resizeByKey}
      />
    </main>
  );
}

/** On the map's own edge, where the panel was. */
export function PanelToggle() {
  const w = words.value;
  const label = isOpen.value ? w.hidePanel : w.showPanel;
  return (
    <button
      type="button"
      class="panel-toggle"
      aria-label={label}
      title={label}
      aria-expanded={isOpen.value}
      aria-controls="panel"
      onClick={() => (isOpen.value = !isOpen.value)}
    >
      <Icon name={isOpen.value ? 'back' : 'next'} size={16} />
    </button>
  );
}

function setWidth(px: number): void {
  width.value = Math.max(320, Math.min(760, Math.round(px)));
  remember(KEPT, String(width.value));
}

function resize(event: PointerEvent): void {
  const edge = event.currentTarget as HTMLElement;
  const left = edge.parentElement!.getBoundingClientRect().left;
  edge.setPointerCapture(event.pointerId);
  const move = (moved: PointerEvent) => setWidth(moved.clientX - left);
  edge.addEventListener('pointermove', move);
  edge.addEventListener('pointerup', () => edge.removeEventListener('pointermove', move), { once: true });
}

function resizeByKey(event: KeyboardEvent): void {
  const by = event.key === 'ArrowLeft' ? -20 : event.key === 'ArrowRight' ? 20 : 0;
  if (by === 0) return;
  event.preventDefault();
  setWidth((event.currentTarget as HTMLElement).parentElement!.getBoundingClientRect().width + by);
}

/** Up or down by a thumb's width moves the sheet to its next height. */
function drag(event: PointerEvent): void {
  const handle = event.currentTarget as HTMLElement;
  const startY = event.clientY;
  const end = (released: PointerEvent) => {
    const by = released.clientY - startY;
    if (Math.abs(by) < 30) return;
    // The click that follows would move it once more.
    handle.addEventListener('click', (click) => click.stopImmediatePropagation(), { once: true, capture: true });
    height.value = Math.max(0, Math.min(2, height.value + (by < 0 ? 1 : -1)));
  };
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener('pointerup', end, { once: true });
}
