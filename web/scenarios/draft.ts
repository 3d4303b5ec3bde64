import { batch, computed, signal } from '@preact/signals';
import { moveRetailers, lockRetailers, undoSteps, redoSteps, changeScenario } from '../../shared/scenarioEdits.ts';
import {
  readScenario,
  readScenarioUnits,
  readScenarioStand,
  type LastChange,
  type Scenario,
  type ScenarioUnits,
} from '../../shared/scenarios.ts';
import type { ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { carried } from './map/layer.ts';
import { isSame } from './map/changes.ts';
import { planScene } from './map/scene.ts';
import { nextPicture } from '../ui/nextPicture.ts';
import { isMeasuredAlike, keepAlike } from './alike.ts';
import { looksOf, touchingTerritories } from './colours.ts';
import { afterMove, afterMoves, figuresOf, type PlanFigures } from './figures.ts';
import { territoryFigures, type TerritoryFigures } from './measures.ts';
import { modelOf, type PlanModel } from './model.ts';

/** The draft that is open, as the server last said it, and its retailers. */
export const scenario = signal<Scenario | null>(null);
/** What a step leaves as it is: whoever reads these hears of nothing else. */
export const territories = computed<ScenarioTerritory[]>(() => scenario.value?.territories ?? []);
export const draftName = computed(() => scenario.value?.name ?? '');
export const settings = computed(() => scenario.value?.settings ?? null);
export const units = signal<ScenarioUnits | null>(null);
export const model = signal<PlanModel | null>(null);
/** Where everybody stands here: ahead of the server by what is on its way there. */
export const figures = signal<PlanFigures | null>(null);
export const locked = signal<Uint8Array>(new Uint8Array());
export const looks = signal<readonly number[]>([]);
export const selected = signal<Uint8Array>(new Uint8Array());
/** Their numbers. */
export const selectedUnits = computed(() => {
  const chosen = selected.value;
  const found: number[] = [];
  for (let i = 0; i < chosen.length; i++) if (chosen[i] === 1) found.push(i);
  return found;
});
/** Writes on their way. */
export const saving = signal(0);
export type Trouble = { kind: 'conflict'; change: LastChange } | { kind: 'failure'; error: unknown };
export const trouble = signal<Trouble | null>(null);
/** Something to say once: so many stayed because they are locked. */
export const stayed = signal(0);

/** Territories by their place in the model; undefined for none and for those of today that are gone. */
export const territoryAt = computed(() => {
  const byNo = new Map(territories.value.map((t) => [t.no, t]));
  return (model.value?.nos ?? []).map((no): ScenarioTerritory | undefined => byNo.get(no));
});
export const nameAt = computed(() => {
  const gone = new Map(units.value?.gone.map((t) => [t.no, t.name]));
  return (model.value?.nos ?? []).map((no, j) => territoryAt.value[j]?.name ?? gone.get(no) ?? '');
});

const carriedTo = computed(() => carried.value?.territory ?? 0); // it is carried pixel by pixel, and counts territory by territory
/** What the figures would be if what is carried were dropped here. */
export const shown = computed<PlanFigures | null>(() => {
  const [now, known, to] = [figures.value, model.value, carriedTo.value];
  if (!now || !known || to === 0) return now;
  return afterMove(known, now, movable(to).units, to);
});

/** Every territory with all its figures, as they are shown. */
export const rows = computed<readonly TerritoryFigures[]>(() => {
  const [known, now, measured] = [model.value, shown.value, settings.value];
  return known && now && measured
    ? territoryFigures(known, now, { settings: measured, territories: territories.value })
    : [];
});

/** Reads a draft from the server, whole. */
export async function openDraft(scenarioId: string): Promise<void> {
  const isNew = scenario.peek()?.scenarioId !== scenarioId;
  if (isNew) closeDraft();
  let [read, columns] = await Promise.all([
    call(readScenario, { params: { scenarioId } }),
    call(readScenarioUnits, { params: { scenarioId } }),
  ]);
  if (read.revision !== columns.revision || read.barriersKey !== columns.barriersKey)
    [read, columns] = [
      await call(readScenario, { params: { scenarioId } }),
      await call(readScenarioUnits, { params: { scenarioId } }),
    ]; // written between the two
  show(read, columns);
  if (isNew) planScene.inSight.value = columns.lng.map((lng, i) => ({ lng, lat: columns.lat[i]! }));
}

export function closeDraft(): void {
  generation++;
  scenario.value = units.value = model.value = figures.value = null;
  selected.value = new Uint8Array();
  looks.value = [];
  trouble.value = null;
  planScene.isLasso.value = false;
  planScene.showsToday.value = false;
}

function show(read: Scenario, columns: ScenarioUnits): void {
  const known = modelOf(columns, read);
  const hasSameUnits = units.peek()?.retailerId.length === columns.retailerId.length;
  scenario.value = read;
  units.value = columns;
  model.value = known;
  locked.value = Uint8Array.from(columns.locked);
  if (!hasSameUnits) selected.value = new Uint8Array(columns.retailerId.length);
  figures.value = figuresOf(
    known,
    Int32Array.from(columns.no, (no) => known.indexOf.get(no) ?? 0),
  );
  recolour();
}

function recolour(): void {
  const [known, now] = [model.peek(), figures.peek()];
  if (!known || !now) return;
  const next = looksOf(touchingTerritories(now.at, known.door, known, known.nos.length), looks.peek());
  if (!isSame(next, looks.peek())) looks.value = next;
}

let recolouring: ReturnType<typeof setTimeout> | undefined;
function recolourSoon(): void {
  clearTimeout(recolouring);
  recolouring = setTimeout(recolour, 120); // after the picture, which must follow the hand at once
}

let generation = 0;
let chain: Promise<void> = Promise.resolve();

/** What the server says of the draft; whole where what touches is another by now, because a barrier was changed. */
function keep(after: Scenario): Promise<void> | void {
  const isLast = saving.peek() <= 1; // else what waits behind it would be missing from what is read
  if (isLast && after.barriersKey !== units.peek()?.barriersKey) return openDraft(after.scenarioId);
  hear(after);
}

/** The draft as the server says it is now; the parts that it says again stay what they were. */
function hear(after: Scenario): void {
  scenario.value = keepAlike(scenario.peek(), after);
}

/** Sends writes one after the other, each with the revision the one before it gave, after the picture of what was done. `send` may find that there is nothing to do. When one fails the rest are dropped and the draft is read again. */
function write(
  send: (now: Scenario) => Promise<Scenario> | null,
  then: (after: Scenario) => Promise<void> | void = keep,
): Promise<void> {
  const mine = generation;
  saving.value++;
  chain = chain.then(async () => {
    try {
      await nextPicture();
      const now = scenario.peek();
      if (mine !== generation || !now) return;
      const after = await send(now);
      if (after && mine === generation) await then(after);
    } catch (error) {
      if (mine !== generation) return;
      generation++;
      await recover(error);
    } finally {
      saving.value--;
    }
  });
  return chain;
}

async function recover(error: unknown): Promise<void> {
  const before = scenario.peek()!;
  try {
    await openDraft(before.scenarioId);
    const { lastChange, revision } = scenario.peek()!;
    const isTheirs = error instanceof ApiError && error.code === 'CONFLICT' && revision !== before.revision;
    trouble.value = isTheirs ? { kind: 'conflict', change: lastChange } : { kind: 'failure', error };
  } catch (worse) {
    trouble.value = { kind: 'failure', error: worse };
  }
}

/** Selected retailers that may go to a territory, and how many may not because something is locked. */
function movable(to: number): { units: number[]; kept: number } {
  const { at } = figures.peek()!;
  const [isHeld, among] = [locked.peek(), territoryAt.peek()];
  const isShut = (j: number) => among[j]?.isLocked ?? false;
  const all: number[] = [];
  let kept = 0;
  for (const i of selectedUnits.peek()) {
    if (at[i] === to) continue;
    if (isHeld[i] === 1 || isShut(at[i]!) || isShut(to)) kept++;
    else all.push(i);
  }
  return { units: all, kept };
}

/** Hands what is selected over to a territory by its place: every figure follows at once, the server hears of it next. */
export function moveSelected(to: number): void {
  const [known, now, columns] = [model.peek(), figures.peek(), units.peek()];
  if (!known || !now || !columns) return;
  const { units: moved, kept } = movable(to);
  stayed.value = kept;
  if (moved.length === 0) return;
  figures.value = afterMove(known, now, moved, to);
  recolourSoon();
  void write(({ scenarioId, revision }) =>
    call(moveRetailers, {
      params: { scenarioId },
      body: {
        revision,
        moves: [{ to: known.nos[to]!, retailerIds: moved.map((i) => columns.retailerId[i]!) }],
      },
    }),
  );
}

export function lockSelected(isLocked: boolean): void {
  const [now, columns] = [figures.peek()!, units.peek()!];
  const chosen = selectedUnits.peek().filter((i) => now.at[i] !== 0 && (locked.peek()[i] === 1) !== isLocked);
  if (chosen.length === 0) return;
  const next = locked.peek().slice();
  for (const i of chosen) next[i] = isLocked ? 1 : 0;
  locked.value = next;
  void write(({ scenarioId, revision }) =>
    call(lockRetailers, {
      params: { scenarioId },
      body: { revision, isLocked, retailerIds: chosen.map((i) => columns.retailerId[i]!) },
    }),
  );
}

/** Undo and redo live on the server: where everybody stands then is read from there. */
export function walk(way: 'undo' | 'redo', steps = 1): void {
  // Whether there is anything to undo is known when what was done before has arrived.
  const hasWay = (now: Scenario) => (way === 'undo' ? now.steps.length > 0 : now.redo !== null);
  void write(
    (now) =>
      hasWay(now)
        ? call(way === 'undo' ? undoSteps : redoSteps, {
            params: { scenarioId: now.scenarioId },
            body: { revision: now.revision, steps },
          })
        : null,
    reread,
  );
}

/** After a step that was made on the server: only what may have changed is read again. */
async function reread(after: Scenario): Promise<void> {
  const [before, known, columns] = [scenario.peek()!, model.peek()!, units.peek()!];
  const isSameDesign =
    JSON.stringify([after.settings, after.territories]) === JSON.stringify([before.settings, before.territories]);
  if (!isSameDesign || after.barriersKey !== columns.barriersKey) return openDraft(after.scenarioId);
  const stand = await call(readScenarioStand, { params: { scenarioId: after.scenarioId } });
  if (stand.revision !== after.revision || stand.retailerId.length !== columns.retailerId.length)
    return openDraft(after.scenarioId);
  const at = stand.no.map((no) => known.indexOf.get(no) ?? 0);
  batch(() => {
    hear(after);
    if (!isSame(stand.locked, locked.peek())) locked.value = Uint8Array.from(stand.locked);
    figures.value = afterMoves(known, figures.peek()!, Array.from(at.keys()), (i) => at[i]!);
  });
  recolourSoon();
}

export function rereadNow(): Promise<void> {
  return write(({ scenarioId }) => call(readScenario, { params: { scenarioId } }), reread);
}

/** Changes settings or territories: measures are counted anew by the server. */
export function redesign(
  change: (now: Scenario) => {
    settings?: Scenario['settings'];
    territories?: (Omit<ScenarioTerritory, 'territoryId'> & { territoryId: string | null })[];
    name?: string;
  },
): Promise<void> {
  return write(
    (now) =>
      call(changeScenario, {
        params: { scenarioId: now.scenarioId },
        body: { revision: now.revision, ...change(now) },
      }),
    (after) =>
      isMeasuredAlike(after, scenario.peek()!) && after.territories.length === scenario.peek()!.territories.length
        ? keep(after)
        : openDraft(after.scenarioId),
  );
}

export function changeTerritory(no: number, change: Partial<ScenarioTerritory>): Promise<void> {
  return redesign((now) => ({ territories: now.territories.map((t) => (t.no === no ? { ...t, ...change } : t)) }));
}
