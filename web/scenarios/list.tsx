import { useSignal, type Signal } from '@preact/signals';
import { restoreScenario, copyScenario, removeScenario } from '../../shared/scenarioEdits.ts';
import { listScenarios, type ScenarioSummary } from '../../shared/scenarios.ts';
import { TerritoryKind } from '../../shared/territories.ts';
import { call } from '../api.ts';
import { count, dateTime } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { unit, zone } from '../ui/me.ts';
import { go, part } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { chosenKind } from './chosenKind.ts';
import { words } from './words.ts';
import { Compare } from './compare.tsx';
import { MapHistory } from './history.tsx';
import { freeName, NewScenario } from './newScenario.tsx';
import { scenariosTable } from './tables.ts';
import s from './scenarios.module.css';

/** More maps than these, and today's, are too small to be looked at side by side. */
const MOST_BESIDE = 4;

/** The scenarios of a unit and a kind, how to begin one, and what was published. */
export function ScenariosScreen() {
  const w = words.value.planning;
  const kind = chosenKind.value;
  const unitId = unit.value?.unitId ?? '';
  const asked = useAsked(`${unitId} ${kind}`, () => call(listScenarios, { query: { unitId, kind } }));
  const removed = useSignal<ScenarioSummary | null>(null);
  const compared = useSignal<readonly string[]>([]);
  const error = useSignal<unknown>(null);
  const items = asked.value?.items ?? [];
  const attempt = (act: Promise<unknown>) =>
    act.then(
      () => {
        error.value = null;
        asked.again();
      },
      (failed: unknown) => (error.value = failed),
    );
  const side = part.own.value['compare'];
  if (side) return <Compare scenarioIds={side.split(',')} onBack={() => go({ own: {} })} />;
  return (
    <>
      <ListHead />
      <div class="panel-body">
        {error.value !== null && <Failure error={error.value} />}
        <NewScenario unitId={unitId} names={items.map((one) => one.name)} />
        <Removed removed={removed} attempt={attempt} />
        <section class="section">
          <ScenariosTitle items={items} />
          {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
          {!asked.value && asked.error === undefined && <Skeleton rows={3} />}
          {asked.value && items.length === 0 && (
            <Empty title={w.none}>
              <p>{w.nonePlan}</p>
            </Empty>
          )}
          {items.map((one) => (
            <ScenarioItem
              key={one.scenarioId}
              scenario={one}
              compared={compared}
              onCopy={() => void attempt(copy(one, freeName(w.copyOf(one.name), items)))}
              onRemove={() => void attempt(remove(one).then(() => (removed.value = one)))}
            />
          ))}
          {items.length > 1 && <CompareThem compared={compared.value} />}
        </section>
        <MapHistory key={`${unitId} ${kind}`} unitId={unitId} kind={kind} />
      </div>
    </>
  );
}

function copy({ scenarioId }: ScenarioSummary, name: string): Promise<unknown> {
  return call(copyScenario, { params: { scenarioId }, body: { name } });
}

function remove({ scenarioId, revision }: ScenarioSummary): Promise<unknown> {
  return call(removeScenario, { params: { scenarioId }, query: { revision } });
}

/** What the room is for, of which unit, and of which kind of territory. */
function ListHead() {
  const w = words.value.planning;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <h1>{w.title}</h1>
        <span class="spread" />
        <UnitPicker />
      </div>
      <p class="quiet">{w.lead}</p>
      <div class="segments" role="group" aria-label={w.kindLabel}>
        {TerritoryKind.options.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === chosenKind.value}
            onClick={() => (chosenKind.value = one)}
          >
            {w.kind[one]}
          </button>
        ))}
      </div>
    </header>
  );
}

/** The scenario that was just put aside, and the way to take it back. */
function Removed({
  removed,
  attempt,
}: {
  removed: Signal<ScenarioSummary | null>;
  attempt: (act: Promise<unknown>) => Promise<unknown>;
}) {
  const w = words.value.planning;
  const scenario = removed.value;
  return (
    scenario && (
      <p class="pad row" role="status">
        {w.removed(scenario.name)}
        <button
          type="button"
          class="link"
          onClick={() =>
            void attempt(
              call(restoreScenario, { params: { scenarioId: scenario.scenarioId }, body: {} }).then(
                () => (removed.value = null),
              ),
            )
          }
        >
          {w.undoRemove}
        </button>
      </p>
    )
  );
}

function ScenariosTitle({ items }: { items: readonly ScenarioSummary[] }) {
  const w = words.value.planning;
  const l = language.value;
  return (
    <h2 class="panel-bar">
      <span>
        {w.scenarios} <span class="number">{count(items.length, l)}</span>
      </span>
      <span class="spread" />
      {items.length > 0 && (
        <ExportMenu of={{ table: scenariosTable, rows: items, named: [unit.value?.name] }} label={w.scenarios} />
      )}
    </h2>
  );
}

function CompareThem({ compared }: { compared: readonly string[] }) {
  const w = words.value.planning;
  return (
    <div class="pad row">
      <button
        type="button"
        disabled={compared.length < 2 || compared.length > MOST_BESIDE}
        onClick={() => go({ own: { compare: compared.join() } })}
      >
        {w.compare}
      </button>
      <span class="quiet">{w.compareHint}</span>
    </div>
  );
}

/** One scenario: what became of it last, and whether it is among those to be compared. */
function ScenarioItem({
  scenario,
  compared,
  onCopy,
  onRemove,
}: {
  scenario: ScenarioSummary;
  compared: Signal<readonly string[]>;
  onCopy: () => void;
  onRemove: () => void;
}) {
  const w = words.value.planning;
  const l = language.value;
  return (
    <div class={`item ${s.scenarioItem}`}>
      <input
        type="checkbox"
        aria-label={`${w.compare}: ${scenario.name}`}
        checked={compared.value.includes(scenario.scenarioId)}
        onChange={(event) =>
          (compared.value = event.currentTarget.checked
            ? [...compared.value, scenario.scenarioId]
            : compared.value.filter((id) => id !== scenario.scenarioId))
        }
      />
      <button type="button" class={s.scenarioOpen} data-item onClick={() => go({ scenarioId: scenario.scenarioId })}>
        <span class="item-title">{scenario.name}</span>
        <span class="item-more">
          {[
            w.change[scenario.lastChange.what],
            scenario.lastChange.by,
            dateTime(scenario.lastChange.at, l, zone.value),
          ].join(' · ')}
        </span>
        <span class="item-more">{w.territoriesOf(scenario.territoryCount, count(scenario.territoryCount, l))}</span>
      </button>
      <button type="button" class="link" aria-label={`${w.copy}: ${scenario.name}`} onClick={onCopy}>
        {w.copy}
      </button>
      <button type="button" class="link" aria-label={`${w.remove}: ${scenario.name}`} onClick={onRemove}>
        {w.remove}
      </button>
    </div>
  );
}
