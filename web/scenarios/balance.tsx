import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { count, metres, percent } from '../format.ts';
import { isSame } from './map/changes.ts';
import { planScene } from './map/scene.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Icon } from '../ui/icons.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { hasSameFigures, type MeasureFigure, type TerritoryFigures } from './measures.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { territorySheets } from './territorySheet.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { scenarioOnPaper, placedRetailers, repName } from './placed.ts';
import { Swatch } from './swatch.tsx';
import { measuresTable, placedTable } from './tables.ts';
import { TerritoryDetails } from './territoryDetails.tsx';
import s from './scenarios.module.css';
import territoryStyles from './territory.module.css';

/** Every measure of every territory against its tolerance, the worst first. */
export function BalanceTab() {
  return (
    <>
      <BalanceBar />
      <UnknownFigures />
      <Cards />
    </>
  );
}

function ordered(): TerritoryFigures[] {
  const room = scenarioRoom.use();
  const byName = (a: TerritoryFigures, b: TerritoryFigures) =>
    a.territory.name.localeCompare(b.territory.name, language.value, { numeric: true });
  return [...room.rows.value].sort(room.order.value === 'worst' ? (a, b) => b.worst - a.worst : byName);
}

/** Stays as it is while figures change. */
function BalanceBar() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const known = room.model.value!;
  useSheet(() =>
    territorySheets(
      scenarioOnPaper(),
      ordered().filter((row) => room.openedNo.value === 0 || row.territory.no === room.openedNo.value),
      speechNow(words.value),
      filedNow(),
    ),
  );
  const isAllLocked = room.territories.value.every((t) => t.isLocked);
  const name = room.name.value;
  return (
    <div class={s.balanceBar}>
      <label class="row quiet">
        {w.sort}
        <select
          value={room.order.value}
          onChange={(event) => (room.order.value = event.currentTarget.value as 'worst' | 'name')}
        >
          <option value="worst">{w.worstFirst}</option>
          <option value="name">{w.byName}</option>
        </select>
      </label>
      <button
        type="button"
        class="link"
        onClick={() =>
          void room.redesign((scenario) => ({
            territories: scenario.territories.map((t) => ({ ...t, isLocked: !isAllLocked })),
          }))
        }
      >
        {isAllLocked ? w.unlockAll : w.lockAll}
      </button>
      <button type="button" class="link" onClick={addTerritory}>
        {w.addTerritory}
      </button>
      <ExportMenu
        of={{ table: measuresTable(known.measures, repName), rows: ordered, named: [name] }}
        label={words.value.sheets.measures}
        isNamed
      />
      <PlacedExport name={name} />
      <PrintButton label={words.value.sheets.measures} />
    </div>
  );
}

/** One more territory, with nobody in it and a number that none had yet. */
function addTerritory(): void {
  const room = scenarioRoom.use();
  const no = Math.max(0, ...room.territories.peek().map((t) => t.no), ...room.model.peek()!.nos) + 1;
  void room.redesign((scenario) => ({
    territories: [
      ...scenario.territories,
      {
        no,
        territoryId: null,
        name: words.peek().planning.newTerritory(String(no)),
        repId: null,
        isLocked: false,
        share: 1,
        capacity: {},
        base: null,
      },
    ],
  }));
}

function UnknownFigures() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const { measures, unknown } = room.model.value!;
  return (
    <>
      {measures.map(
        (measure, m) =>
          unknown[m]! > 0 &&
          room.settings.value!.measures[m]!.isBalanced && (
            <p key={measure} class="quiet pad warn">
              {w.unknownFigures(count(unknown[m]!, language.value), w.measure[measure])}
            </p>
          ),
      )}
    </>
  );
}

/** Cards change places when figures have rested for so long: what one looks at must not jump away while the hand is at work. */
const REST_MS = 400;

function Cards() {
  const room = scenarioRoom.use();
  const places = useRef<{ of: string; nos: readonly number[] } | null>(null);
  const settled = useSignal(0);
  const now = room.rows.value;
  const of = [room.order.value, language.value, ...now.map((row) => row.territory.no)].join(' ');
  void settled.value;
  if (places.current?.of !== of) places.current = { of, nos: ordered().map((row) => row.territory.no) };
  useEffect(() => {
    const timer = setTimeout(() => {
      const nos = ordered().map((row) => row.territory.no);
      if (isSame(nos, places.current!.nos)) return;
      places.current = { of, nos };
      settled.value++;
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [now]);
  const byNo = new Map(now.map((row) => [row.territory.no, row]));
  return <>{places.current.nos.map((no) => cardOf(byNo.get(no)!))}</>;
}

/** Its rows are made when they are asked for, not at every move. */
function PlacedExport({ name }: { name: string }) {
  const room = scenarioRoom.use();
  return (
    <ExportMenu
      of={{ table: placedTable(room.model.value!.measures), rows: placedRetailers, named: [name] }}
      label={words.value.sheets.retailers}
      isNamed
    />
  );
}

/** The card of each territory as it was last drawn: the same element again costs nothing, and a move changes the figures of two or three. */
const drawn = new Map<number, { row: TerritoryFigures; card: JSX.Element }>();

function cardOf(row: TerritoryFigures): JSX.Element {
  const { no } = row.territory;
  const before = drawn.get(no);
  if (before && hasSameFigures(before.row, row)) return before.card;
  const card = <TerritoryCard key={no} row={row} />;
  drawn.set(no, { row, card });
  return card;
}

function TerritoryCard({ row }: { row: TerritoryFigures }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const { territory, j } = row;
  const isOpen = room.openedNo.value === territory.no;
  const light = (at: number) => (planScene.lit.value = at);
  return (
    <article
      class={`${territoryStyles.territory} ${planScene.lit.value === j ? 'is-lit' : ''}`}
      data-no={territory.no}
      onMouseEnter={() => light(j)}
      onMouseLeave={() => light(0)}
    >
      <header class={territoryStyles.territoryHead}>
        <button
          type="button"
          class={territoryStyles.territoryName}
          data-item
          aria-expanded={isOpen}
          onClick={() => (room.openedNo.value = isOpen ? 0 : territory.no)}
        >
          <Swatch look={room.looks.value[j] ?? -1} />
          <span class="item-text">
            <span class="item-title">{territory.name}</span>
            <span class="item-more">
              {[
                w.retailersOf(row.count, count(row.count, l)),
                w.inOut(count(row.gained, l), count(row.lost, l)),
                w.radius(metres(row.radiusKm * 1000, l)),
                ...(row.pieces > 1 ? [w.pieces(count(row.pieces, l))] : []),
              ].join(' · ')}
            </span>
          </span>
        </button>
        <button
          type="button"
          class={`tool ${territory.isLocked ? 'is-on' : ''}`}
          aria-pressed={territory.isLocked}
          aria-label={w.lockTerritory(territory.name)}
          title={w.lockTerritory(territory.name)}
          onClick={() => void room.changeTerritory(territory.no, { isLocked: !territory.isLocked })}
        >
          <Icon name="lock" size={16} />
        </button>
      </header>
      <dl class={territoryStyles.measures}>
        {row.measures.map((figure) => (
          <MeasureBar key={figure.measure} figure={figure} />
        ))}
      </dl>
      {isOpen && <TerritoryDetails row={row} />}
    </article>
  );
}

/** As far as a bar reaches to each side. */
const FULL = 3;

/** A bar from the middle: blue to the left where there is less than the target, orange to the right where there is more; the band is the tolerance. */
function MeasureBar({ figure }: { figure: MeasureFigure }) {
  const w = words.value.planning;
  const l = language.value;
  const { measure, deviation, tolerance, isBalanced, isOut } = figure;
  const half = 50 / FULL;
  const width = Math.min(50, (Math.abs(deviation) / tolerance) * half);
  const side = isOut ? (deviation < 0 ? 'is-under' : 'is-over') : 'is-within';
  const shownValue = count(round(figure.value), l);
  const value = measure === 'workloadMin' ? w.minutes(shownValue) : shownValue;
  const label = `${w.measure[measure]} ${signed(deviation, l)} · ${value}`;
  return (
    <>
      <dt class={isBalanced ? '' : 'quiet'}>{w.measure[measure]}</dt>
      <dd>
        <span
          class={`${territoryStyles.deviation} ${isBalanced ? '' : 'is-shown'}`}
          role="img"
          aria-label={`${label} · ${isBalanced ? (isOut ? (deviation < 0 ? w.under : w.over) : w.within) : ''}`}
          title={label}
        >
          <span class={territoryStyles.deviationBand} style={{ left: `${50 - half}%`, width: `${2 * half}%` }} />
          <span
            class={`${territoryStyles.deviationFill} ${side}`}
            style={deviation < 0 ? { right: '50%', width: `${width}%` } : { left: '50%', width: `${width}%` }}
          />
        </span>
        <span class={`figure ${isOut ? 'is-out' : ''}`}>{signed(deviation, l)}</span>
        <span class="figure quiet">{value}</span>
      </dd>
    </>
  );
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** +4.2 %: always with its sign. */
export function signed(share: number, l: typeof language.value): string {
  const shown = Math.abs(share) < 0.0005 ? 0 : share;
  return `${shown > 0 ? '+' : shown < 0 ? '−' : '±'}${tenths(Math.abs(shown), l)}`;
}

/** Percent with one decimal below 10: balance is decided there. */
export function tenths(share: number, l: typeof language.value): string {
  return share >= 0.0995 ? percent(share, l) : `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
}
