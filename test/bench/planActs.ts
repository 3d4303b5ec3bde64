/** What an act of the hand came to. */
export interface Act {
  name: string;
  /** What the page's thread worked for it: its event with all that follows at once, and the frames that painted something. */
  workMs: number;
  /** From the event to the end of the last such frame. */
  paintedMs: number;
  /** Canvas tiles that were painted. */
  tiles: number;
}

/**
 * Watches from inside the page. A frame counts for an act where it painted a tile or changed an element; its end is the first message
 * after it. As text: what compiles this file puts helpers into functions that the page does not have.
 */
export const actWatcher = `(() => {
  const acts = (window.acts = []);
  const longTasks = (window.longTasks = []);
  /** Colours that clash are looked at so long after an act. */
  const COLOURS_MS = 115;
  let act = null, isDirty = false;
  const channel = () => { const { port1, port2 } = new MessageChannel(); return (then) => { port1.onmessage = then; port2.postMessage(0); }; };
  const afterAct = channel(), afterFrame = channel();
  const begin = (event) => {
    const mine = (act = { name: event.type, atMs: performance.now(), workMs: 0, paintedMs: 0, tiles: 0 });
    isDirty = false;
    acts.push(mine);
    afterAct(() => { mine.workMs += performance.now() - mine.atMs; });
  };
  for (const name of ['pointerup', 'pointermove', 'change']) window.addEventListener(name, begin, true);
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) { isDirty = true; if (act && performance.now() - act.atMs < COLOURS_MS) act.tiles += 1; return clear.apply(this, box); };
  const observer = new MutationObserver(() => (isDirty = true));
  document.addEventListener('DOMContentLoaded', () => observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }));
  const frame = () => {
    const begunMs = performance.now();
    const mine = act;
    if (mine && begunMs - mine.atMs < COLOURS_MS) afterFrame(() => {
      if (!isDirty || act !== mine) return;
      isDirty = false;
      mine.workMs += performance.now() - begunMs;
      mine.paintedMs = performance.now() - mine.atMs;
    });
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration))).observe({ entryTypes: ['longtask'] });
})()`;
