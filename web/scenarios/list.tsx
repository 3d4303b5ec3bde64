import { signal, useSignal } from '@preact/signals';
import { restoreScenario, copyScenario, removeScenario, addScenario } from '../../shared/scenarioEdits.ts';
import { listScenarios, type ScenarioSummary } from '../../shared/scenarios.ts';
import { TerritoryKind } from '../../shared/territories.ts';
import { call } from '../api.ts';
import { count, dateTime, dayName, dayOf } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { nowMs } from '../clock.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { unit, zone } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { Compare } from './compare.tsx';
import { MapHistory } from './history.tsx';
import { draftsTable } from './tables.ts';
import s from './scenarios.module.css';

export const chosenKind = signal<TerritoryKind>('visit');

/** The drafts of a unit and a kind, how to begin one, and what was published. */
export function DraftsScreen() {
  const w = words.value.planning;
  const l = language.value;
  const kind = chosenKind.value;
  const unitId = unit.value?.unitId ?? '';
  const asked = useAsked(`${unitId} ${kind}`, () => call(listScenarios, { query: { unitId, kind } }));
  const removed = useSignal<ScenarioSummary | null>(null);
  const compared = useSignal<readonly string[]>([]);
  const error = useSignal<unknown>(null);
  const isComparing = useSignal(false);
  const items = asked.value?.items ?? [];
  const attempt = (act: Promise<unknown>) =>
    act.then(
      () => {
        error.value = null;
        asked.again();
      },
      (failed: unknown) => (error.value = failed),
    );
  if (isComparing.value) return <Compare scenarioIds={compared.value} onBack={() => (isComparing.value = false)} />;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <h1>{w.title}</h1>
          <span class="spread" />
          <UnitPicker />
        </div>
        <p class="quiet">{w.lead}</p>
        <div class="segments" role="group" aria-label={w.kindLabel}>
          {TerritoryKind.options.map((one) => (
            <button key={one} type="button" aria-pressed={one === kind} onClick={() => (chosenKind.value = one)}>
              {w.kind[one]}
            </button>
          ))}
        </div>
      </header>
      <div class="panel-body">
        {error.value !== null && <Failure error={error.value} />}
        <NewDraft unitId={unitId} names={items.map((one) => one.name)} />
        {removed.value && (
          <p class="pad row" role="status">
            {w.removed(removed.value.name)}
            <button
              type="button"
              class="link"
              onClick={() =>
                void attempt(
                  call(restoreScenario, { params: { scenarioId: removed.value!.scenarioId }, body: {} }).then(
                    () => (removed.value = null),
                  ),
                )
              }
            >
              {w.undoRemove}
            </button>
          </p>
        )}
        <section class="section">
          <h2 class="panel-bar">
            <span>
              {w.scenarios} <span class="number">{count(items.length, l)}</span>
            </span>
            <span class="spread" />
            {items.length > 0 && (
              <ExportMenu of={{ table: draftsTable, rows: items, named: [unit.value?.name] }} label={w.scenarios} />
            )}
          </h2>
          {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
          {!asked.value && asked.error === undefined && <Skeleton rows={3} />}
          {asked.value && items.length === 0 && (
            <Empty title={w.none}>
              <p>{w.nonePlan}</p>
            </Empty>
          )}
          {items.map((one) => (
            <div key={one.scenarioId} class={`item ${s.draftItem}`}>
              <input
                type="checkbox"
                aria-label={`${w.compare}: ${one.name}`}
                checked={compared.value.includes(one.scenarioId)}
                onChange={(event) =>
                  (compared.value = event.currentTarget.checked
                    ? [...compared.value, one.scenarioId]
                    : compared.value.filter((id) => id !== one.scenarioId))
                }
              />
              <button type="button" class={s.draftOpen} data-item onClick={() => go({ scenarioId: one.scenarioId })}>
                <span class="item-title">{one.name}</span>
                <span class="item-more">
                  {[w.change[one.lastChange.what], one.lastChange.by, dateTime(one.lastChange.at, l, zone.value)].join(
                    ' · ',
                  )}
                </span>
                <span class="item-more">{w.territoriesOf(one.territoryCount, count(one.territoryCount, l))}</span>
              </button>
              <button
                type="button"
                class="link"
                aria-label={`${w.copy}: ${one.name}`}
                onClick={() =>
                  void attempt(
                    call(copyScenario, {
                      params: { scenarioId: one.scenarioId },
                      body: { name: freeName(w.copyOf(one.name), items) },
                    }),
                  )
                }
              >
                {w.copy}
              </button>
              <button
                type="button"
                class="link"
                aria-label={`${w.remove}: ${one.name}`}
                onClick={() =>
                  void attempt(
                    call(removeScenario, {
                      params: { scenarioId: one.scenarioId },
                      query: { revision: one.revision },
                    }).then(() => (removed.value = one)),
                  )
                }
              >
                {w.remove}
              </button>
            </div>
          ))}
          {items.length > 1 && (
            <div class="pad row">
              <button type="button" disabled={compared.value.length < 2} onClick={() => (isComparing.value = true)}>
                {w.compare}
              </button>
              <span class="quiet">{w.compareHint}</span>
            </div>
          )}
        </section>
        <MapHistory key={`${unitId} ${kind}`} unitId={unitId} kind={kind} />
      </div>
    </>
  );
}

function freeName(name: string, items: readonly { name: string }[]): string {
  const taken = new Set(items.map((one) => one.name));
  let free = name;
  for (let k = 2; taken.has(free); k++) free = `${name} ${k}`;
  return free;
}

/** One click begins with today's map; the name and an empty start are there for who wants them. */
function NewDraft({ unitId, names }: { unitId: string; names: readonly string[] }) {
  const w = words.value.planning;
  const l = language.value;
  const typed = useSignal<string | null>(null);
  const parts = useSignal(4);
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const name =
    typed.value ??
    freeName(
      w.newName(dayName(dayOf(new Date(nowMs()), zone.value), l)),
      names.map((one) => ({ name: one })),
    );
  const begin = async (from: 'today' | 'empty') => {
    isBusy.value = true;
    try {
      const made = await call(addScenario, {
        body: {
          unitId,
          kind: chosenKind.value,
          name,
          from,
          ...(from === 'empty' && { parts: parts.value }),
        },
      });
      go({ scenarioId: made.scenarioId });
    } catch (failed) {
      error.value = failed;
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <section class={`section ${s.newDraft}`}>
      <label class="field">
        {w.name}
        <input maxLength={100} value={name} onInput={(event) => (typed.value = event.currentTarget.value)} />
      </label>
      <button
        type="button"
        class="primary"
        disabled={isBusy.value || name.trim() === ''}
        onClick={() => void begin('today')}
      >
        {w.start}
      </button>
      <div class="row">
        <button type="button" disabled={isBusy.value || name.trim() === ''} onClick={() => void begin('empty')}>
          {w.startEmpty}
        </button>
        <label class="row quiet">
          {w.parts}
          <input
            class={s.numberInput}
            type="number"
            min={1}
            max={2000}
            value={parts.value}
            onChange={(event) =>
              (parts.value = Math.max(1, Math.min(2000, Math.round(Number(event.currentTarget.value)) || 1)))
            }
          />
        </label>
      </div>
      <p class="quiet">{w.chooseUnit}</p>
      {error.value !== null && <Failure error={error.value} />}
    </section>
  );
}
