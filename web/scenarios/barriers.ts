import { computed, effect, signal } from '@preact/signals';
import {
  listBarriers,
  addBarriers,
  changeBarrier,
  removeBarrier,
  restoreBarrier,
  misplaced,
  MOST_UNIT_POINTS,
  pointCount,
  linesFaults,
  type Barrier,
} from '../../shared/barriers.ts';
import { readBarriers } from '../../shared/barrierGeoJson.ts';
import type { Frame } from '../../shared/frames.ts';
import type { LngLat } from '../../shared/geo.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { planScene } from './map/scene.ts';
import type { BarrierFault } from './barrierWords.ts';
import { redesign, rereadNow, scenario, settings, units } from './draft.ts';

/** Barriers of the open draft's unit and below; null until they are read. */
export const barriers = signal<readonly Barrier[] | null>(null);
export const litBarrier = signal('');
export const isOff = computed(() => new Set(settings.value?.barriersOff));
/** Which barrier the line that is drawn replaces; '': it is a new one. */
export const replaced = signal('');

/** What the last act came to, said until the next one. */
export type Said =
  | { kind: 'imported'; barriers: number; outlines: number }
  | { kind: 'faults'; faults: { fault: BarrierFault; where: string }[] }
  | { kind: 'removed'; barrier: Barrier }
  | { kind: 'theirs'; now: Barrier }
  | { kind: 'gone'; name: string }
  | { kind: 'nameTaken' }
  | { kind: 'failure'; error: unknown };
export const said = signal<Said | null>(null);
/** Acts on their way. */
export const isBusy = signal(false);

/** A file larger than this is not lines that anybody drew. */
const MOST_BYTES = 20_000_000;

async function read(unitId: string): Promise<void> {
  const { items } = await call(listBarriers, { query: { unitId } });
  if (scenario.peek()?.unitId === unitId) barriers.value = items;
}

/** Keeps the barriers on the map as the open draft has them, until the returned function is called. */
export function drawBarriers(): () => void {
  said.value = null;
  const [unitOf, keyOf] = [computed(() => scenario.value?.unitId), computed(() => scenario.value?.barriersKey)];
  const stops = [
    effect(() => {
      const [unitId, key] = [unitOf.value, keyOf.value];
      if (unitId !== undefined && key !== undefined)
        read(unitId).catch((error: unknown) => (said.value = { kind: 'failure', error }));
    }),
    effect(() => {
      planScene.barriers.value = (barriers.value ?? []).map(({ barrierId, lines }) => ({
        lines: barrierId === replaced.value ? [] : lines,
        isOn: !isOff.value.has(barrierId),
        isLit: litBarrier.value === barrierId,
      }));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    barriers.value = null;
    planScene.barriers.value = [];
    leaveLine();
  };
}

/** Begins to draw: a new barrier, or one that takes the place of another. */
export function beginLine(barrierId = ''): void {
  planScene.isLasso.value = false;
  said.value = null;
  replaced.value = barrierId;
  planScene.line.value = [];
}

export function leaveLine(): void {
  planScene.line.value = null;
  replaced.value = '';
}

export function takePointBack(): void {
  planScene.line.value = planScene.line.peek()?.slice(0, -1) ?? null;
}

/** Keeps the line that was drawn: as a barrier of its own, or in place of what another was. */
export async function endLine(newName: (n: string) => string): Promise<void> {
  const line = planScene.line.peek();
  const unitId = scenario.peek()?.unitId;
  if (!line || !unitId) return;
  const lines = [[...line]];
  const faults = faultsOf([{ name: '', lines }], replaced.peek());
  if (faults.length > 0) return void (said.value = { kind: 'faults', faults });
  const before = barriers.peek()?.find((one) => one.barrierId === replaced.peek());
  leaveLine();
  if (before) return change(before, { lines });
  const taken = new Set(barriers.peek()?.map((one) => one.name));
  let n = 1;
  while (taken.has(newName(String(n)))) n++;
  await act(async () => {
    const { items } = await call(addBarriers, { body: { unitId, barriers: [{ name: newName(String(n)), lines }] } });
    litBarrier.value = items[0]!.barrierId;
  });
}

/** Reads a file here, so that its faults are told in the reader's language, and sends its lines. */
export async function importFile(file: File, frame: Frame): Promise<void> {
  const unitId = scenario.peek()!.unitId;
  said.value = null;
  if (file.size > MOST_BYTES)
    return void (said.value = { kind: 'faults', faults: [{ fault: 'FILE_TOO_LARGE', where: '' }] });
  const {
    barriers: found,
    outlines,
    faults,
  } = readBarriers(await file.text(), file.name.replace(/\.[^.]*$/, '').slice(0, 100) || file.name, frame);
  const all = faults.length > 0 ? faults : faultsOf(found, '');
  if (all.length > 0) return void (said.value = { kind: 'faults', faults: all });
  await act(async () => {
    await call(addBarriers, { body: { unitId, barriers: found } });
    said.value = { kind: 'imported', barriers: found.length, outlines };
    planScene.inSight.value = found.flatMap((one) => one.lines.flat());
  });
}

/** What only the unit itself can tell of lines; `instead` is a barrier whose place they take. */
function faultsOf(
  found: readonly { name: string; lines: LngLat[][] }[],
  instead: string,
): { fault: BarrierFault; where: string }[] {
  const faults = found.flatMap(({ name, lines }) =>
    [...new Set(linesFaults(lines).map((one) => one.fault))].map((fault): { fault: BarrierFault; where: string } => ({
      fault,
      where: name,
    })),
  );
  const columns = units.peek();
  if (columns && columns.lng.length > 0) {
    const at = (values: readonly number[], share: number) =>
      [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
    const box = {
      west: at(columns.lng, 0.01),
      east: at(columns.lng, 0.99),
      south: at(columns.lat, 0.01),
      north: at(columns.lat, 0.99),
    };
    for (const { name, lines } of found) {
      const far = misplaced(lines, box);
      if (far) faults.push({ fault: far.isSwapped ? 'FAR_SWAPPED' : 'FAR', where: name });
    }
  }
  const others = (barriers.peek() ?? []).filter((one) => one.barrierId !== instead);
  const points = [...others, ...found].reduce((sum, one) => sum + pointCount(one.lines), 0);
  if (points > MOST_UNIT_POINTS) faults.push({ fault: 'UNIT_FULL', where: '' });
  return faults;
}

export function change(barrier: Barrier, wish: { name?: string; lines?: LngLat[][] }): Promise<void> {
  return act(
    () =>
      call(changeBarrier, { params: { barrierId: barrier.barrierId }, body: { revision: barrier.revision, ...wish } }),
    barrier,
  );
}

export function remove(barrier: Barrier): Promise<void> {
  return act(async () => {
    await call(removeBarrier, { params: { barrierId: barrier.barrierId }, query: { revision: barrier.revision } });
    said.value = { kind: 'removed', barrier };
  }, barrier);
}

export function restore(barrier: Barrier): Promise<void> {
  return act(() => call(restoreBarrier, { params: { barrierId: barrier.barrierId }, body: {} }));
}

/** Switches a barrier on or off in this draft: a step of it, which undo takes back. */
export function switchBarrier(barrierId: string, isOn: boolean): Promise<void> {
  return redesign(({ settings }) => ({
    settings: {
      ...settings,
      barriersOff: isOn ? settings.barriersOff.filter((id) => id !== barrierId) : [...settings.barriersOff, barrierId],
    },
  }));
}

/** Writes, then reads the barriers again and what touches; a conflict is told with who was first. */
async function act(write: () => Promise<unknown>, subject?: Barrier): Promise<void> {
  const unitId = scenario.peek()!.unitId;
  isBusy.value = true;
  said.value = null;
  try {
    await write();
  } catch (error) {
    said.value = { kind: 'failure', error };
    if (error instanceof ApiError && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND')) {
      await read(unitId).catch(() => {});
      const now = barriers.peek()?.find((one) => one.barrierId === subject?.barrierId);
      said.value =
        subject && !now
          ? { kind: 'gone', name: subject.name }
          : subject && now!.revision !== subject.revision
            ? { kind: 'theirs', now: now! }
            : error.code === 'CONFLICT'
              ? { kind: 'nameTaken' }
              : { kind: 'failure', error };
    }
  }
  await Promise.all([read(unitId).catch(() => {}), rereadNow()]);
  isBusy.value = false;
}
