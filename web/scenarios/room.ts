import { batch, computed, signal } from '@preact/signals';
import { changeScenario, redoSteps, undoSteps } from '../../shared/scenarioEdits.ts';
import {
  readScenario,
  readScenarioStand,
  readScenarioUnits,
  type LastChange,
  type Scenario,
  type ScenarioUnits,
} from '../../shared/scenarios.ts';
import type { ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { nextPicture } from '../ui/nextPicture.ts';
import { createOpened } from '../ui/opened.ts';
import { isMeasuredAlike, keepAlike } from './alike.ts';
import { RoomBarriers } from './barriers.ts';
import { looksOf, touchingTerritories } from './colours.ts';
import { afterMove, afterMoves, figuresOf, type PlanFigures } from './figures.ts';
import { isSame } from './map/changes.ts';
import { planScene } from './map/scene.ts';
import { territoryFigures, type TerritoryFigures } from './measures.ts';
import { modelOf, type PlanModel } from './model.ts';
import { movable } from './movable.ts';
import { Search } from './search.ts';

export const tabs = ['balance', 'solve', 'moves', 'barriers', 'publish', 'settings'] as const;

export type Trouble = { kind: 'conflict'; change: LastChange } | { kind: 'failure'; error: unknown };

/** The room of one scenario: as the server last said it, its retailers, and what is being done to it. */
export class ScenarioRoom {
  readonly scenarioId: string;
  readonly scenario = signal<Scenario | null>(null);
  /** What a step leaves as it is: whoever reads these hears of nothing else. */
  readonly territories = computed<ScenarioTerritory[]>(() => this.scenario.value?.territories ?? []);
  readonly name = computed(() => this.scenario.value?.name ?? '');
  readonly settings = computed(() => this.scenario.value?.settings ?? null);
  readonly units = signal<ScenarioUnits | null>(null);
  readonly model = signal<PlanModel | null>(null);
  /** Where everybody stands here: ahead of the server by what is on its way there. */
  readonly figures = signal<PlanFigures | null>(null);
  readonly locked = signal<Uint8Array>(new Uint8Array());
  readonly looks = signal<readonly number[]>([]);
  readonly selected = signal<Uint8Array>(new Uint8Array());
  /** Their numbers. */
  readonly selectedUnits = computed(() => {
    const chosen = this.selected.value;
    const found: number[] = [];
    for (let i = 0; i < chosen.length; i++) if (chosen[i] === 1) found.push(i);
    return found;
  });
  readonly isRead = computed(() => this.scenario.value !== null && this.figures.value !== null);
  /** Writes on their way. */
  readonly saving = signal(0);
  readonly isSaving = computed(() => this.saving.value > 0);
  readonly trouble = signal<Trouble | null>(null);
  /** Something to say once: so many stayed because they are locked. */
  readonly stayed = signal(0);

  readonly tab = signal<(typeof tabs)[number]>('balance');
  readonly order = signal<'worst' | 'name'>('worst');
  /** The territory whose details are open, by its number; 0 for none. */
  readonly openedNo = signal(0);
  readonly barriers = new RoomBarriers(this);
  readonly search = new Search(this);

  /** Territories by their place in the model; undefined for none and for those of today that are gone. */
  readonly territoryAt = computed(() => {
    const byNo = new Map(this.territories.value.map((t) => [t.no, t]));
    return (this.model.value?.nos ?? []).map((no): ScenarioTerritory | undefined => byNo.get(no));
  });
  readonly nameAt = computed(() => {
    const gone = new Map(this.units.value?.gone.map((t) => [t.no, t.name]));
    return (this.model.value?.nos ?? []).map((no, j) => this.territoryAt.value[j]?.name ?? gone.get(no) ?? '');
  });

  private readonly carriedTo = computed(() => planScene.carried.value?.territory ?? 0); // it is carried pixel by pixel, and counts territory by territory
  /** What the figures would be if what is carried were dropped here. */
  readonly shown = computed<PlanFigures | null>(() => {
    const [now, known, to] = [this.figures.value, this.model.value, this.carriedTo.value];
    return now && known && to !== 0 ? afterMove(known, now, movable(this, to).units, to) : now;
  });
  /** Every territory with all its figures, as they are shown. */
  readonly rows = computed<readonly TerritoryFigures[]>(() => {
    const [known, now, measured] = [this.model.value, this.shown.value, this.settings.value];
    return known && now && measured
      ? territoryFigures(known, now, { settings: measured, territories: this.territories.value })
      : [];
  });

  private generation = 0;
  private chain: Promise<void> = Promise.resolve();
  private recolouring: ReturnType<typeof setTimeout> | undefined;

  constructor(scenarioId: string) {
    this.scenarioId = scenarioId;
  }

  /** Reads the scenario from the server, whole. */
  async read(): Promise<void> {
    const isFirst = this.scenario.peek() === null;
    const readBoth = () => Promise.all([call(readScenario, this.asked), call(readScenarioUnits, this.asked)]);
    let [read, columns] = await readBoth();
    if (read.revision !== columns.revision || read.barriersKey !== columns.barriersKey)
      [read, columns] = [await call(readScenario, this.asked), await call(readScenarioUnits, this.asked)]; // written between the two
    this.show(read, columns);
    if (isFirst) planScene.inSight.value = columns.lng.map((lng, i) => ({ lng, lat: columns.lat[i]! }));
  }

  /** What is still on its way is not heard any more. */
  close(): void {
    this.generation++;
    this.search.leave();
    planScene.isLasso.value = false;
    planScene.showsToday.value = false;
  }

  recolourSoon(): void {
    clearTimeout(this.recolouring);
    this.recolouring = setTimeout(() => this.recolour(), 120); // after the picture, which must follow the hand at once
  }

  /**
   * Sends writes one after the other, each with the revision the one before it gave, after the picture of what was done. `send` may
   * find that there is nothing to do. When one fails the rest are dropped and the scenario is read again.
   */
  write(
    send: (now: Scenario) => Promise<Scenario> | null,
    then: (after: Scenario) => Promise<void> | void = (after) => this.keep(after),
  ): Promise<void> {
    const mine = this.generation;
    this.saving.value++;
    this.chain = this.chain.then(async () => {
      try {
        await nextPicture();
        const now = this.scenario.peek();
        if (mine !== this.generation || !now) return;
        const after = await send(now);
        if (after && mine === this.generation) await then(after);
      } catch (error) {
        if (mine !== this.generation) return;
        this.generation++;
        await this.recover(error);
      } finally {
        this.saving.value--;
      }
    });
    return this.chain;
  }

  /** Undo and redo live on the server: where everybody stands then is read from there. */
  walk(way: 'undo' | 'redo', steps = 1): void {
    // Whether there is anything to undo is known when what was done before has arrived.
    const hasWay = (now: Scenario) => (way === 'undo' ? now.steps.length > 0 : now.redo !== null);
    const contract = way === 'undo' ? undoSteps : redoSteps;
    void this.write(
      (now) => (hasWay(now) ? call(contract, { ...this.asked, body: { revision: now.revision, steps } }) : null),
      (after) => this.reread(after),
    );
  }

  rereadNow(): Promise<void> {
    return this.write(
      () => call(readScenario, this.asked),
      (after) => this.reread(after),
    );
  }

  /** Changes settings or territories: measures are counted anew by the server. */
  redesign(
    change: (now: Scenario) => {
      settings?: Scenario['settings'];
      territories?: (Omit<ScenarioTerritory, 'territoryId'> & { territoryId: string | null })[];
      name?: string;
    },
  ): Promise<void> {
    return this.write(
      (now) => call(changeScenario, { ...this.asked, body: { revision: now.revision, ...change(now) } }),
      (after) => {
        const before = this.scenario.peek()!;
        return isMeasuredAlike(after, before) && after.territories.length === before.territories.length
          ? this.keep(after)
          : this.read();
      },
    );
  }

  changeTerritory(no: number, change: Partial<ScenarioTerritory>): Promise<void> {
    return this.redesign((now) => ({
      territories: now.territories.map((t) => (t.no === no ? { ...t, ...change } : t)),
    }));
  }

  private get asked() {
    return { params: { scenarioId: this.scenarioId } };
  }

  private show(read: Scenario, columns: ScenarioUnits): void {
    const known = modelOf(columns, read);
    const hasSameUnits = this.units.peek()?.retailerId.length === columns.retailerId.length;
    this.scenario.value = read;
    this.units.value = columns;
    this.model.value = known;
    this.locked.value = Uint8Array.from(columns.locked);
    if (!hasSameUnits) this.selected.value = new Uint8Array(columns.retailerId.length);
    this.figures.value = figuresOf(
      known,
      Int32Array.from(columns.no, (no) => known.indexOf.get(no) ?? 0),
    );
    this.recolour();
  }

  private recolour(): void {
    const [known, now] = [this.model.peek(), this.figures.peek()];
    if (!known || !now) return;
    const next = looksOf(touchingTerritories(now.at, known.door, known, known.nos.length), this.looks.peek());
    if (!isSame(next, this.looks.peek())) this.looks.value = next;
  }

  /** What the server says of the scenario; whole where what touches is another by now, because a barrier was changed. */
  private keep(after: Scenario): Promise<void> | void {
    const isLast = this.saving.peek() <= 1; // else what waits behind it would be missing from what is read
    if (isLast && after.barriersKey !== this.units.peek()?.barriersKey) return this.read();
    this.hear(after);
  }

  /** The scenario as the server says it is now; the parts that it says again stay what they were. */
  private hear(after: Scenario): void {
    this.scenario.value = keepAlike(this.scenario.peek(), after);
  }

  private async recover(error: unknown): Promise<void> {
    const before = this.scenario.peek()!;
    try {
      await this.read();
      const { lastChange, revision } = this.scenario.peek()!;
      const isTheirs = error instanceof ApiError && error.code === 'CONFLICT' && revision !== before.revision;
      this.trouble.value = isTheirs ? { kind: 'conflict', change: lastChange } : { kind: 'failure', error };
    } catch (worse) {
      this.trouble.value = { kind: 'failure', error: worse };
    }
  }

  /** After a step that was made on the server: only what may have changed is read again. */
  private async reread(after: Scenario): Promise<void> {
    const [before, known, columns] = [this.scenario.peek()!, this.model.peek()!, this.units.peek()!];
    const designOf = ({ settings, territories }: Scenario) => JSON.stringify([settings, territories]);
    if (designOf(after) !== designOf(before) || after.barriersKey !== columns.barriersKey) return this.read();
    const stand = await call(readScenarioStand, this.asked);
    if (stand.revision !== after.revision || stand.retailerId.length !== columns.retailerId.length) return this.read();
    const at = stand.no.map((no) => known.indexOf.get(no) ?? 0);
    batch(() => {
      this.hear(after);
      if (!isSame(stand.locked, this.locked.peek())) this.locked.value = Uint8Array.from(stand.locked);
      this.figures.value = afterMoves(known, this.figures.peek()!, Array.from(at.keys()), (i) => at[i]!);
    });
    this.recolourSoon();
  }
}

/** The scenario that is worked on. */
export const scenarioRoom = createOpened<ScenarioRoom>();
