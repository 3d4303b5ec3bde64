import type { Easing, SolveReport, Unmet } from '../../shared/solveReport.ts';
import { easedSentence, unmetSentence } from '../../shared/unmet.ts';
import { count, metres } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { tenths } from './balance.tsx';
import { scenarioRoom } from './room.ts';
import { find } from './select.ts';
import s from './scenarios.module.css';

/** What a search came to: each measure against its tolerance, and what could not be met. */
export function Report({ report, isCurrent }: { report: SolveReport; isCurrent: boolean }) {
  const w = words.value.planning;
  const b = words.value.barriers;
  const l = language.value;
  const bound = Math.min(report.moved, Math.ceil(report.movedAtLeast - 1e-9));
  return (
    <section class={`section ${s.report}`}>
      <h2>{isCurrent ? w.result : w.resultOld}</h2>
      <div class="inset">
        {report.from !== 'nothing' && <p>{w.movedOf(count(report.moved, l), count(bound, l))}</p>}
        {report.extraComponents === 0 && <p class="good">{w.whole}</p>}
        <MeasureTable measures={report.measures} />
        <p class="quiet">
          {w.radius(metres(report.rmsRadiusM, l))}
          {report.barriers > 0 && ` · ${b.used(report.barriers, count(report.barriers, l))}`}
        </p>
        {report.alone.length > 0 && <Alone ids={report.alone} />}
      </div>
      {report.unmet.length > 0 && (
        <h2>
          <Icon name="help" size={14} /> {w.notMetTitle}
        </h2>
      )}
      {report.unmet.map((one, k) => (
        <UnmetItem key={k} one={one} isFirst={k === 0 || report.unmet[k - 1]!.what !== one.what} />
      ))}
    </section>
  );
}

/** Each measure against its tolerance. */
function MeasureTable({ measures }: Pick<SolveReport, 'measures'>) {
  const w = words.value.planning;
  const l = language.value;
  return (
    <table>
      <thead>
        <tr>
          <th>{w.measures}</th>
          <th class="figure">{w.worst}</th>
          <th class="figure">{w.tolerance}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {measures.map((m) => (
          <tr key={m.measure}>
            <td>{w.measure[m.measure]}</td>
            <td class="figure">{tenths(m.maxDeviation, l)}</td>
            <td class="figure">{tenths(m.tolerance, l)}</td>
            <td class={m.isMet ? 'good' : 'warn'}>{m.isMet ? w.met : w.notMet}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Retailers that no neighbour is left to, and the way to them. */
function Alone({ ids }: { ids: SolveReport['alone'] }) {
  const { units } = scenarioRoom.use();
  const b = words.value.barriers;
  const findThem = () => find(ids.map((id) => units.value!.retailerId.indexOf(id)).filter((i) => i >= 0));
  return (
    <p class="warn">
      {b.alone(ids.length, count(ids.length, language.value))}{' '}
      <button type="button" class="link flush" onClick={findThem}>
        {b.find}
      </button>
    </p>
  );
}

function UnmetItem({ one, isFirst }: { one: Unmet; isFirst: boolean }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const territory = room.scenario.value!.territories.find((t) => t.no === one.no)?.name ?? '';
  const what = one.what === 'contiguity' ? w.contiguity : one.what === 'switches' ? w.switches : w.measure[one.what];
  const isShare = one.what !== 'contiguity' && one.what !== 'switches';
  const giant = one.retailerId === null ? -1 : room.units.value!.retailerId.indexOf(one.retailerId);
  const said = ({ code, measure, to }: Easing) =>
    code === 'OTHER' ? w.unmet.OTHER : easedSentence(code, { measure: measure && w.measure[measure], to }, l);
  return (
    <div class={s.unmet}>
      <p>
        <strong>{territory}</strong> · {what}
        {isShare && ` ${tenths(one.deviation, l)} > ${tenths(one.tolerance, l)}`}
      </p>
      <p class="quiet">
        {one.reason ? unmetSentence(one.reason, l) : w.unmet[one.code]} ·{' '}
        <em>{one.isProven ? w.proven : w.notProven}</em>
        {giant >= 0 && ` · ${w.giant(room.units.value!.name[giant]!)}`}
      </p>
      {isFirst && one.easings.length > 0 && (
        <>
          <p class="quiet">{w.easings}:</p>
          <ul>
            {one.easings.map((easing) => (
              <li key={easing.text} class="row">
                <span>
                  {said(easing)}
                  {isShare && easing.code !== 'ACCEPT' && ` — ${w.wouldReach(tenths(easing.wouldReach, l))}`}
                </span>
                <UseEasing easing={easing} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What can be eased by a setting is one click away, and one undo. */
function UseEasing({ easing }: { easing: Easing }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const { settings, territories } = room.scenario.value!;
  const { measure, to } = easing;
  // A little more than what was reached: the rounded figure itself could be missed by its last digit.
  const widened =
    measure !== null && to !== null
      ? {
          settings: {
            ...settings,
            measures: settings.measures.map((m) =>
              m.measure === measure ? { ...m, tolerance: Math.min(2, Math.max(m.tolerance, to * 1.002)) } : m,
            ),
          },
        }
      : null;
  const change =
    easing.code === 'ACCEPT' || easing.code === 'WIDEN'
      ? widened
      : easing.code === 'UNLOCK' && territories.some((t) => t.isLocked)
        ? { territories: territories.map((t) => ({ ...t, isLocked: false })) }
        : easing.code === 'NO_CAPACITIES'
          ? { territories: territories.map((t) => ({ ...t, capacity: {} })) }
          : easing.code === 'ANY_MOVES'
            ? { settings: { ...settings, maxMovesPerTerritory: null } }
            : easing.code === 'ALLOW_MOVES' && to !== null
              ? { settings: { ...settings, maxMovesPerTerritory: Math.ceil(to) } }
              : null;
  return (
    change && (
      <button type="button" class="link" onClick={() => void room.redesign(() => change)}>
        {w.use}
      </button>
    )
  );
}
