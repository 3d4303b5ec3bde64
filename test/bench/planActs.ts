/** What an act of the hand came to. */
export interface Act {
  id: number;
  name: string;
  /** CPU time of the page's thread from the event to the end of the last frame that painted something for it. */
  workMs: number;
  /** From the event to the end of the last such frame. */
  paintedMs: number;
  /** Parts of canvas tiles that were painted. */
  parts: number;
}

/**
 * Watches from inside the page. A frame counts for an act where it painted a part of a tile or changed an element; its end is the first
 * message after it. The server's answer to a move is an act of its own, 'reply'. As text: what compiles this file puts helpers into functions that the page does not have.
 */
export const actWatcher = `(() => {
  const acts = (window.acts = []);
  const longTasks = (window.longTasks = []);
  /** Colours that clash are looked at so long after an act. */
  const COLOURS_MS = 115;
  let act = null, isDirty = false, id = 0;
  const channel = () => { const { port1, port2 } = new MessageChannel(); return (then) => { port1.onmessage = then; port2.postMessage(0); }; };
  const afterFrame = channel();
  const begin = (event) => {
    act = { id: ++id, name: event.type, atMs: performance.now(), workMs: 0, paintedMs: 0, parts: 0 };
    performance.mark('act ' + id);
    isDirty = false;
    acts.push(act);
  };
  for (const name of ['pointerup', 'pointermove', 'change']) window.addEventListener(name, begin, true);
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...what) { isDirty = true; if (act && performance.now() - act.atMs < COLOURS_MS) act.parts += 1; return put.apply(this, what); };
  const ask = window.fetch;
  window.fetch = async (...what) => {
    const response = await ask(...what);
    if (String(what[0]).endsWith('/moves') && what[1]?.method === 'POST') begin({ type: 'reply' });
    return response;
  };
  const observer = new MutationObserver(() => (isDirty = true));
  document.addEventListener('DOMContentLoaded', () => observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }));
  const frame = () => {
    const mine = act;
    if (mine && performance.now() - mine.atMs < COLOURS_MS) afterFrame(() => {
      if (!isDirty || act !== mine) return;
      isDirty = false;
      performance.mark('painted ' + mine.id);
      mine.paintedMs = performance.now() - mine.atMs;
    });
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration))).observe({ entryTypes: ['longtask'] });
})()`;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
}

/** What is traced to tell the page's own work from what the machine did besides. */
export const TRACED = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** CPU milliseconds of each act by its id: tasks of the page's thread from its event to its last picture. A busy machine makes them no longer. */
export function workOf(trace: Buffer): Map<number, number> {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const begun = new Map<number, TraceEvent>();
  const painted = new Map<number, number>();
  for (const event of traceEvents) {
    const [, what, id] = /^(act|painted) (\d+)$/.exec(event.name) ?? [];
    if (what === 'act') begun.set(Number(id), event);
    if (what === 'painted') painted.set(Number(id), Math.max(painted.get(Number(id)) ?? 0, event.ts));
  }
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && /(^|::)RunTask$/.test(event.name) && event.tdur !== undefined,
  );
  return new Map(
    [...painted].flatMap(([id, until]) => {
      const act = begun.get(id);
      if (!act) return [];
      const mine = tasks.filter(
        (task) => task.pid === act.pid && task.tid === act.tid && task.ts + task.dur! > act.ts && task.ts < until,
      );
      const outer = mine.filter(
        (task) =>
          !mine.some(
            (other) =>
              other !== task &&
              other.ts <= task.ts &&
              other.ts + other.dur! >= task.ts + task.dur! &&
              other.dur! > task.dur!,
          ),
      );
      return [[id, outer.reduce((sum, task) => sum + task.tdur!, 0) / 1000]];
    }),
  );
}
