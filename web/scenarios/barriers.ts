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
import type { ScenarioRoom } from './room.ts';

/** What the last act came to, said until the next one. */
export type Said =
  | { kind: 'imported'; barriers: number; outlines: number }
  | { kind: 'faults'; faults: Fault[] }
  | { kind: 'removed'; barrier: Barrier }
  | { kind: 'theirs'; now: Barrier }
  | { kind: 'gone'; name: string }
  | { kind: 'nameTaken' }
  | { kind: 'failure'; error: unknown };

interface Fault {
  fault: BarrierFault;
  where: string;
}

/** A file larger than this is not lines that anybody drew. */
const MOST_BYTES = 20_000_000;

/** Barriers of the scenario's unit and below, and what is done to them. */
export class RoomBarriers {
  /** null until they are read. */
  readonly items = signal<readonly Barrier[] | null>(null);
  /** Which one a list points at; '': none. */
  readonly lit = signal('');
  readonly isOff = computed(() => new Set(this.room.settings.value?.barriersOff));
  /** Which barrier the line that is drawn replaces; '': it is a new one. */
  readonly replaced = signal('');
  readonly said = signal<Said | null>(null);
  /** Acts on their way. */
  readonly isBusy = signal(false);
  /** Of the files that are read. */
  readonly frame = signal<Frame>('wgs84');
  private readonly room: ScenarioRoom;

  constructor(room: ScenarioRoom) {
    this.room = room;
  }

  /** Keeps the barriers on the map as the scenario has them, until the returned function is called. */
  draw(): () => void {
    const { scenario } = this.room;
    const [unitOf, keyOf] = [computed(() => scenario.value?.unitId), computed(() => scenario.value?.barriersKey)];
    const stops = [
      effect(() => {
        const [unitId, key] = [unitOf.value, keyOf.value];
        if (unitId !== undefined && key !== undefined)
          this.read(unitId).catch((error: unknown) => (this.said.value = { kind: 'failure', error }));
      }),
      effect(() => {
        planScene.barriers.value = (this.items.value ?? []).map(({ barrierId, lines }) => ({
          lines: barrierId === this.replaced.value ? [] : lines,
          isOn: !this.isOff.value.has(barrierId),
          isLit: this.lit.value === barrierId,
        }));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      planScene.barriers.value = [];
      this.leaveLine();
    };
  }

  /** Begins to draw: a new barrier, or one that takes the place of another. */
  beginLine(barrierId = ''): void {
    planScene.isLasso.value = false;
    this.said.value = null;
    this.replaced.value = barrierId;
    planScene.line.value = [];
  }

  leaveLine(): void {
    planScene.line.value = null;
    this.replaced.value = '';
  }

  takePointBack(): void {
    planScene.line.value = planScene.line.peek()?.slice(0, -1) ?? null;
  }

  /** Keeps the line that was drawn: as a barrier of its own, or in place of what another was. */
  async endLine(newName: (n: string) => string): Promise<void> {
    const line = planScene.line.peek();
    const unitId = this.room.scenario.peek()?.unitId;
    if (!line || !unitId) return;
    const lines = [[...line]];
    const faults = this.faultsOf([{ name: '', lines }], this.replaced.peek());
    if (faults.length > 0) return void (this.said.value = { kind: 'faults', faults });
    const before = this.items.peek()?.find((one) => one.barrierId === this.replaced.peek());
    this.leaveLine();
    if (before) return this.change(before, { lines });
    const taken = new Set(this.items.peek()?.map((one) => one.name));
    let n = 1;
    while (taken.has(newName(String(n)))) n++;
    await this.act(async () => {
      const { items } = await call(addBarriers, { body: { unitId, barriers: [{ name: newName(String(n)), lines }] } });
      this.lit.value = items[0]!.barrierId;
    });
  }

  /** Reads a file here, so that its faults are told in the reader's language, and sends its lines. */
  async importFile(file: File): Promise<void> {
    const unitId = this.room.scenario.peek()!.unitId;
    this.said.value = null;
    if (file.size > MOST_BYTES)
      return void (this.said.value = { kind: 'faults', faults: [{ fault: 'FILE_TOO_LARGE', where: '' }] });
    const name = file.name.replace(/\.[^.]*$/, '').slice(0, 100) || file.name;
    const { barriers: found, outlines, faults } = readBarriers(await file.text(), name, this.frame.peek());
    const all = faults.length > 0 ? faults : this.faultsOf(found, '');
    if (all.length > 0) return void (this.said.value = { kind: 'faults', faults: all });
    await this.act(async () => {
      await call(addBarriers, { body: { unitId, barriers: found } });
      this.said.value = { kind: 'imported', barriers: found.length, outlines };
      planScene.inSight.value = found.flatMap((one) => one.lines.flat());
    });
  }

  change(barrier: Barrier, wish: { name?: string; lines?: LngLat[][] }): Promise<void> {
    const { barrierId, revision } = barrier;
    return this.act(() => call(changeBarrier, { params: { barrierId }, body: { revision, ...wish } }), barrier);
  }

  remove(barrier: Barrier): Promise<void> {
    const { barrierId, revision } = barrier;
    return this.act(async () => {
      await call(removeBarrier, { params: { barrierId }, query: { revision } });
      this.said.value = { kind: 'removed', barrier };
    }, barrier);
  }

  restore({ barrierId }: Barrier): Promise<void> {
    return this.act(() => call(restoreBarrier, { params: { barrierId }, body: {} }));
  }

  /** Switches a barrier on or off in this scenario: a step of it, which undo takes back. */
  switchTo(barrierId: string, isOn: boolean): Promise<void> {
    return this.room.redesign(({ settings }) => ({
      settings: {
        ...settings,
        barriersOff: isOn
          ? settings.barriersOff.filter((id) => id !== barrierId)
          : [...settings.barriersOff, barrierId],
      },
    }));
  }

  private async read(unitId: string): Promise<void> {
    this.items.value = (await call(listBarriers, { query: { unitId } })).items;
  }

  /** Writes, then reads the barriers again and what touches; a conflict is told with who was first. */
  private async act(write: () => Promise<unknown>, subject?: Barrier): Promise<void> {
    const unitId = this.room.scenario.peek()!.unitId;
    this.isBusy.value = true;
    this.said.value = null;
    try {
      await write();
    } catch (error) {
      this.said.value = { kind: 'failure', error };
      if (error instanceof ApiError && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND')) {
        await this.read(unitId).catch(() => {});
        this.said.value = this.refusal(error, subject);
      }
    }
    await Promise.all([this.read(unitId).catch(() => {}), this.room.rereadNow()]);
    this.isBusy.value = false;
  }

  /** Why somebody else's change stands in the way, as the barriers are now. */
  private refusal(error: ApiError, before?: Barrier): Said {
    const now = this.items.peek()?.find((one) => one.barrierId === before?.barrierId);
    if (before && !now) return { kind: 'gone', name: before.name };
    if (before && now && now.revision !== before.revision) return { kind: 'theirs', now };
    return error.code === 'CONFLICT' ? { kind: 'nameTaken' } : { kind: 'failure', error };
  }

  /** What only the unit itself can tell of lines; `instead` is a barrier whose place they take. */
  private faultsOf(found: readonly { name: string; lines: LngLat[][] }[], instead: string): Fault[] {
    const faults = found.flatMap(({ name, lines }) =>
      [...new Set(linesFaults(lines).map((one) => one.fault))].map((fault): Fault => ({ fault, where: name })),
    );
    const columns = this.room.units.peek();
    if (columns && columns.lng.length > 0) {
      const box = mostOf(columns);
      for (const { name, lines } of found) {
        const far = misplaced(lines, box);
        if (far) faults.push({ fault: far.isSwapped ? 'FAR_SWAPPED' : 'FAR', where: name });
      }
    }
    const others = (this.items.peek() ?? []).filter((one) => one.barrierId !== instead);
    const points = [...others, ...found].reduce((sum, one) => sum + pointCount(one.lines), 0);
    if (points > MOST_UNIT_POINTS) faults.push({ fault: 'UNIT_FULL', where: '' });
    return faults;
  }
}

/** Where all but the outermost of the retailers are. */
function mostOf({ lng, lat }: { lng: readonly number[]; lat: readonly number[] }) {
  const at = (values: readonly number[], share: number) =>
    [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
  return { west: at(lng, 0.01), east: at(lng, 0.99), south: at(lat, 0.01), north: at(lat, 0.99) };
}
