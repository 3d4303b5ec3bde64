import { useMemo } from 'preact/hooks';
import { readScenario, readScenarioUnits, type Scenario, type ScenarioUnits } from '../../shared/scenarios.ts';
import { call } from '../api.ts';
import { count, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { tenths } from './balance.tsx';
import { CompareMap, moveTogether, tiles, type Together } from './compareMap.tsx';
import { looksOf, touchingTerritories } from './colours.ts';
import type { PlanPicture } from './map/scene.ts';
import { figuresOf } from './figures.ts';
import { summaryOf, territoryFigures, type PlanSummary } from './measures.ts';
import { modelOf } from './model.ts';
import { comparisonTable } from './tables.ts';
import s from './scenarios.module.css';

interface Side {
  name: string;
  scenarioId: string | null;
  summary: PlanSummary;
  units: ScenarioUnits;
  picture: PlanPicture;
}

/** A scenario with its figures; with `isToday` the map in force, measured as this scenario measures. */
function sideOf(
  scenario: Scenario,
  units: ScenarioUnits,
  isToday: boolean,
  before: readonly number[] = [],
): Omit<Side, 'name' | 'scenarioId'> {
  const model = modelOf(units, scenario);
  const at = isToday ? model.today : Int32Array.from(units.no, (no) => model.indexOf.get(no) ?? 0);
  const figures = figuresOf(model, at);
  const summary = summaryOf(territoryFigures(model, figures, scenario), figures, scenario.settings);
  const looks = looksOf(touchingTerritories(at, model.door, model, model.nos.length), before);
  const { lng, lat } = units;
  const picture = {
    lng,
    lat,
    at,
    today: model.today,
    locked: new Uint8Array(lng.length),
    looks,
    names: [],
    door: model.door,
  };
  return { summary, units, picture };
}

/** Then a territory has the same colour on every map. */
const sameNos = (a: Scenario, b: Scenario): boolean =>
  a.territories.map((t) => t.no).join() === b.territories.map((t) => t.no).join();

/** Today first, measured as the first scenario measures, then each scenario. */
async function readSides(scenarioIds: readonly string[]): Promise<Side[]> {
  const read = await Promise.all(
    scenarioIds.map(
      async (id) =>
        [
          await call(readScenario, { params: { scenarioId: id } }),
          await call(readScenarioUnits, { params: { scenarioId: id } }),
        ] as const,
    ),
  );
  const [first, units] = read[0]!;
  const today: Side = { name: '', scenarioId: null, ...sideOf(first, units, true) };
  return [
    today,
    ...read.map(([scenario, columns]): Side => ({
      name: scenario.name,
      scenarioId: scenario.scenarioId,
      ...sideOf(scenario, columns, false, sameNos(first, scenario) ? today.picture.looks : []),
    })),
  ];
}

/** Scenarios beside each other and beside today, over the whole desk: maps that move together, measures, moves. */
export function Compare({ scenarioIds, onBack }: { scenarioIds: readonly string[]; onBack: () => void }) {
  const asked = useAsked(scenarioIds.join(), () => readSides(scenarioIds));
  const sides = asked.value ?? [];
  return (
    <div class={s.compareSheet}>
      <CompareHead sides={sides} onBack={onBack} />
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!asked.value && asked.error === undefined && <Skeleton rows={6} />}
        {asked.value && <Comparison sides={sides} />}
      </div>
    </div>
  );
}

function CompareHead({ sides, onBack }: { sides: readonly Side[]; onBack: () => void }) {
  const w = words.value;
  const p = w.planning;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <button type="button" class="tool" aria-label={w.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="panel-title">
          <h1>{p.compareTitle}</h1>
        </div>
        <span class="spread" />
        {sides.length > 0 && (
          <ExportMenu
            of={{
              table: comparisonTable(sides[0]!.summary.worst.map((one) => one.measure)),
              rows: sides.map((side) => ({ name: side.name || p.todayMap, summary: side.summary })),
            }}
          />
        )}
      </div>
    </header>
  );
}

function Comparison({ sides }: { sides: readonly Side[] }) {
  const p = words.value.planning;
  const l = language.value;
  return (
    <div class={`scroll ${s.compare}`} tabIndex={0} role="region" aria-label={p.compareTitle}>
      <table>
        <SideHeads sides={sides} />
        <tbody>
          {sides[0]!.summary.worst.map(({ measure }) => (
            <Row
              key={measure}
              sides={sides}
              title={p.measure[measure]}
              value={(side) => {
                const one = side.summary.worst.find((m) => m.measure === measure);
                return one ? tenths(one.deviation, l) : '–';
              }}
              isBad={(side) =>
                side.summary.worst.some(
                  (m) => m.measure === measure && m.isBalanced && m.deviation > m.tolerance + 1e-9,
                )
              }
            />
          ))}
          <Row sides={sides} title={p.moved} value={(side) => count(side.summary.moved, l)} />
          <Row sides={sides} title={p.radiusTitle} value={(side) => metres(side.summary.radiusKm * 1000, l)} />
          <Row
            sides={sides}
            title={p.unassigned}
            value={(side) => count(side.summary.unassigned, l)}
            isBad={(side) => side.summary.unassigned > 0}
          />
          <Row
            sides={sides}
            title={p.inPieces}
            value={(side) => count(side.summary.apart, l)}
            isBad={(side) => side.summary.apart > 0}
          />
        </tbody>
      </table>
    </div>
  );
}

/** The name of each side, which opens it, and its map. */
function SideHeads({ sides }: { sides: readonly Side[] }) {
  const p = words.value.planning;
  const together = useMemo(
    () => moveTogether(sides.flatMap(({ units: { lng, lat } }) => lng.map((x, i) => ({ lng: x, lat: lat[i]! })))),
    [sides],
  );
  return (
    <thead>
      <tr>
        <th>{p.scenario}</th>
        {sides.map((side) => (
          <th key={side.scenarioId} class="figure">
            {side.scenarioId === null ? (
              p.todayMap
            ) : (
              <button type="button" class="link flush" onClick={() => go({ scenarioId: side.scenarioId, own: {} })}>
                {side.name}
              </button>
            )}
          </th>
        ))}
      </tr>
      <tr>
        <td>
          <MapTools together={together} />
        </td>
        {sides.map((side) => (
          <td key={side.scenarioId}>
            <CompareMap
              picture={side.picture}
              together={together}
              label={p.mapOf(side.scenarioId === null ? p.todayMap : side.name)}
            />
          </td>
        ))}
      </tr>
    </thead>
  );
}

/** Nearer, farther, everything: on all maps at once. */
function MapTools({ together }: { together: Together }) {
  const w = words.value.map;
  return (
    <>
      <div class={s.compareTools}>
        <button type="button" class="tool" aria-label={w.zoomIn} title={w.zoomIn} onClick={() => together.zoomBy(1)}>
          <Icon name="plus" />
        </button>
        <button type="button" class="tool" aria-label={w.zoomOut} title={w.zoomOut} onClick={() => together.zoomBy(-1)}>
          <Icon name="minus" />
        </button>
        <button type="button" class="tool" aria-label={w.fit} title={w.fit} onClick={together.fit}>
          <Icon name="fit" />
        </button>
      </div>
      <p class="quiet">{tiles.value?.attribution}</p>
    </>
  );
}

/** One figure of every side. */
function Row({
  sides,
  title,
  value,
  isBad,
}: {
  sides: readonly Side[];
  title: string;
  value: (side: Side) => string;
  isBad?: (side: Side) => boolean;
}) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {sides.map((side) => (
        <td key={side.scenarioId} class={`figure ${isBad?.(side) ? 'warn' : ''}`}>
          {value(side)}
        </td>
      ))}
    </tr>
  );
}
