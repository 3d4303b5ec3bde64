import { useSignal, type Signal } from '@preact/signals';
import { listScenarioMoves, type ScenarioMove } from '../../shared/scenarios.ts';
import { call } from '../api.ts';
import { count, percent } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { find, selectUnits } from './select.ts';
import { movesSheet } from './movesSheet.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { scenarioOnPaper, placeOfUnit } from './placed.ts';
import { movesTable } from './tables.ts';
import { whyMoved } from './whyMoved.ts';
import s from './scenarios.module.css';

/** A pair with more moves than this is read in the table that is exported. */
const MOST_SHOWN = 200;

/** Who changes hands, by pair of territories, to whom and why. */
export function MovesTab() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const { scenarioId, revision, name } = room.scenario.value!;
  const asked = useAsked(`${scenarioId} ${room.saving.value > 0 ? 'saving' : revision}`, () =>
    room.saving.peek() > 0 ? new Promise<never>(() => {}) : call(listScenarioMoves, { params: { scenarioId } }),
  );
  const items = asked.value?.items;
  const unfolded = useSignal('');
  useSheet(() => (items ? movesSheet(scenarioOnPaper(), items, speechNow(words.value), filedNow()) : null));
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!items) return <Skeleton rows={6} />;
  const moved = items.filter((one) => one.fromName !== null);
  const [mostName, most] = mostTouched(moved);
  return (
    <>
      <div class={s.padAll}>
        <p>
          {moved.length === 0
            ? w.noMoves
            : w.movesSentence(
                count(moved.length, l),
                percent(moved.length / Math.max(1, room.units.value!.retailerId.length), l),
                count(most, l),
                mostName,
              )}
        </p>
        {items.length > 0 && (
          <div class="row">
            <ExportMenu of={{ table: movesTable(placeOfUnit), rows: items, named: [name] }} label={w.tabs.moves} />
            <PrintButton label={words.value.sheets.moves} />
          </div>
        )}
      </div>
      {pairsOf(items).map((pair) => (
        <PairMoves key={pair.key} pair={pair} unfolded={unfolded} />
      ))}
    </>
  );
}

/** The territory that most retailers leave or join, and how many. */
function mostTouched(moved: readonly ScenarioMove[]): readonly [name: string, count: number] {
  const touched = new Map<string, number>();
  for (const one of moved)
    for (const side of [one.fromName, one.toName]) if (side !== null) touched.set(side, (touched.get(side) ?? 0) + 1);
  return [...touched].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
}

/** The moves from one territory to another. */
interface Pair {
  key: string;
  from: string;
  to: string;
  moves: ScenarioMove[];
}

/** A pair, which unfolds into its moves and selects them. */
function PairMoves({ pair: { key, from, to, moves }, unfolded }: { pair: Pair; unfolded: Signal<string> }) {
  const l = language.value;
  return (
    <section class="section">
      <h2 class={s.pair}>
        <button
          type="button"
          class="link flush"
          aria-expanded={unfolded.value === key}
          onClick={() => {
            unfolded.value = unfolded.value === key ? '' : key;
            if (unfolded.value === key) selectMoves(moves);
          }}
        >
          {[from, to].join(' → ')}
        </button>
        <span class="number">{count(moves.length, l)}</span>
      </h2>
      {unfolded.value === key && moves.slice(0, MOST_SHOWN).map((one) => <MoveItem key={one.retailerId} move={one} />)}
    </section>
  );
}

function MoveItem({ move }: { move: ScenarioMove }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  return (
    <button
      type="button"
      class="item"
      data-item
      onClick={() => find([room.units.value!.retailerId.indexOf(move.retailerId)])}
    >
      <span class="item-text">
        <span class="item-title">{move.name}</span>
        <span class="item-more">
          {[
            move.code,
            move.fromRep !== null || move.toRep !== null
              ? [move.fromRep ?? w.noRep, move.toRep ?? w.noRep].join(' → ')
              : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span class="item-more">{whyMoved(move, w)}</span>
      </span>
    </button>
  );
}

function pairsOf(items: readonly ScenarioMove[]): Pair[] {
  const w = words.value.planning;
  const pairs = new Map<string, Pair>();
  for (const one of items) {
    const [from, to] = [one.fromName ?? w.noTerritory, one.toName ?? w.noTerritory];
    const key = `${from}\n${to}`;
    const pair = pairs.get(key) ?? { key, from, to, moves: [] };
    pair.moves.push(one);
    pairs.set(key, pair);
  }
  return [...pairs.values()].sort((a, b) => b.moves.length - a.moves.length);
}

function selectMoves(moves: readonly ScenarioMove[]): void {
  const room = scenarioRoom.use();
  const wanted = new Set(moves.map((one) => one.retailerId));
  selectUnits(
    room.units.peek()!.retailerId.flatMap((id, i) => (wanted.has(id) ? [i] : [])),
    false,
  );
}
