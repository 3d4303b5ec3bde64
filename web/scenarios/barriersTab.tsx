import { signal, useSignal } from '@preact/signals';
import { Frame } from '../../shared/frames.ts';
import type { Barrier } from '../../shared/barriers.ts';
import { count, dateTime, metres } from '../format.ts';
import { planScene } from './map/scene.ts';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import {
  barriers,
  beginLine,
  change,
  endLine,
  importFile,
  isBusy,
  isOff,
  leaveLine,
  litBarrier,
  remove,
  restore,
  said,
  switchBarrier,
  takePointBack,
} from './barriers.ts';
import { model, units } from './draft.ts';
import { find } from './select.ts';
import { groupsOf } from './groups.ts';
import s from './scenarios.module.css';
import barriersStyles from './barriers.module.css';

const frame = signal<Frame>('wgs84');

/** Barriers of the unit: how to make one, which there are, and what they do to who touches whom. */
export function BarriersTab() {
  const w = words.value.barriers;
  const l = language.value;
  const all = barriers.value;
  return (
    <>
      <div class={barriersStyles.barrierNew}>
        <p>{w.lead}</p>
        <p class="quiet">{w.gapHint}</p>
        {planScene.line.value ? <Drawing /> : <Making />}
        <SaidBox />
      </div>
      <GroupsNote />
      <section class="section">
        {!all && said.value?.kind !== 'failure' && <Skeleton rows={3} />}
        {all && all.length === 0 && (
          <Empty title={w.none}>
            <p>{w.nonePlan}</p>
          </Empty>
        )}
        {all && all.length > 0 && <h2>{w.list(count(all.length, l))}</h2>}
        {all?.map((one) => (
          <BarrierRow key={one.barrierId} barrier={one} />
        ))}
      </section>
    </>
  );
}

function Making() {
  const w = words.value.barriers;
  return (
    <div class="row">
      <button type="button" class="primary" disabled={isBusy.value || !barriers.value} onClick={() => beginLine()}>
        {w.draw}
      </button>
      <label class={s.buttonLike}>
        <input
          class="visually-hidden"
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          disabled={isBusy.value}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void importFile(file, frame.value);
            event.currentTarget.value = '';
          }}
        />
        <span>
          <Icon name="upload" size={16} />
          {w.importFile}
        </span>
      </label>
      <label class="row quiet">
        {w.importFrame}
        <select value={frame.value} onChange={(event) => (frame.value = event.currentTarget.value as Frame)}>
          {Frame.options.map((one) => (
            <option key={one} value={one}>
              {words.value.frame[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Drawing() {
  const w = words.value.barriers;
  const n = planScene.line.value!.length;
  return (
    <>
      <p role="status">
        <strong>{w.points(n, count(n, language.value))}</strong> · {w.drawHint}
      </p>
      <div class="row">
        <button type="button" class="primary" disabled={n < 2} onClick={() => void endLine(w.newName)}>
          {w.end}
        </button>
        <button type="button" disabled={n === 0} onClick={takePointBack}>
          {w.undoPoint}
        </button>
        <button type="button" onClick={leaveLine}>
          {words.value.cancel}
        </button>
      </div>
    </>
  );
}

/** What the last act came to. */
function SaidBox() {
  const w = words.value.barriers;
  const l = language.value;
  const now = said.value;
  if (!now) return null;
  switch (now.kind) {
    case 'failure':
      return <Failure error={now.error} />;
    case 'imported':
      return (
        <p role="status">
          {w.imported(now.barriers, count(now.barriers, l))}
          {now.outlines > 0 && ` ${w.outlines(now.outlines, count(now.outlines, l))}`}
        </p>
      );
    case 'removed':
      return (
        <p role="status" class="row">
          {w.removed(now.barrier.name)}
          <button type="button" class="link" onClick={() => void restore(now.barrier)}>
            {w.undoRemove}
          </button>
        </p>
      );
    case 'theirs':
      return (
        <p class={s.warnBox} role="alert">
          {w.theirs(now.now.name, now.now.changedBy, dateTime(now.now.changedAt, l, zone.value))}
        </p>
      );
    case 'gone':
      return (
        <p class={s.warnBox} role="alert">
          {w.gone(now.name)}
        </p>
      );
    case 'nameTaken':
      return (
        <p class={s.warnBox} role="alert">
          {w.nameTaken}
        </p>
      );
    case 'faults':
      return (
        <div class={s.warnBox} role="alert">
          <p>{w.notImported}</p>
          <ul>
            {now.faults.slice(0, 20).map(({ fault, where }, k) => (
              <li key={k}>
                {where !== '' && <strong>{where}: </strong>}
                {w.fault[fault]}
              </li>
            ))}
          </ul>
        </div>
      );
  }
}

/** What the barriers do: groups that do not touch, and retailers that have no neighbour left. */
export function GroupsNote() {
  const w = words.value.barriers;
  const l = language.value;
  const known = model.value!;
  if (!barriers.value?.some((one) => !isOff.value.has(one.barrierId))) return null;
  const { count: groups, outside, alone } = groupsOf(known);
  if (groups < 2) return null;
  const names = alone
    .slice(0, 5)
    .map((i) => units.value!.name[i]!)
    .join(', ');
  return (
    <div class={s.padAll} role="status">
      <p>
        {w.groups(count(groups, l), count(outside.length, l))}{' '}
        <button type="button" class="link flush" onClick={() => find(outside)}>
          {w.find}
        </button>
      </p>
      {alone.length > 0 && (
        <p class="warn">
          {w.alone(alone.length, count(alone.length, l))} {names}
          {alone.length > 5 && ' …'}{' '}
          <button type="button" class="link flush" onClick={() => find(alone)}>
            {w.find}
          </button>
        </p>
      )}
    </div>
  );
}

function BarrierRow({ barrier }: { barrier: Barrier }) {
  const w = words.value.barriers;
  const l = language.value;
  const { barrierId, name, lengthM, changedBy, changedAt } = barrier;
  const isOn = !isOff.value.has(barrierId);
  const typed = useSignal<string | null>(null);
  const wished = useSignal<boolean | null>(null); // what was clicked stands until the server has answered
  const turn = async (to: boolean) => {
    wished.value = to;
    await switchBarrier(barrierId, to);
    wished.value = null;
  };
  const rename = () => {
    const wished = typed.value?.trim();
    typed.value = null;
    if (wished && wished !== name) void change(barrier, { name: wished });
  };
  const light = (id: string) => (litBarrier.value = id);
  return (
    <div
      class={`${barriersStyles.barrierRow} ${litBarrier.value === barrierId ? 'is-lit' : ''}`}
      onMouseEnter={() => light(barrierId)}
      onMouseLeave={() => light('')}
    >
      <input
        type="checkbox"
        aria-label={w.isOn(name)}
        title={w.isOn(name)}
        checked={wished.value ?? isOn}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      {typed.value === null ? (
        <span class="item-text">
          <span class="item-title">{name}</span>
          <span class="item-more">
            {[
              metres(lengthM, l),
              ...(isOn ? [] : [w.off]),
              w.changed(changedBy, dateTime(changedAt, l, zone.value)),
            ].join(' · ')}
          </span>
        </span>
      ) : (
        <input
          aria-label={w.nameOf(name)}
          maxLength={100}
          value={typed.value}
          ref={(field) => field?.focus()}
          onInput={(event) => (typed.value = event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            if (event.key === 'Escape') typed.value = null;
          }}
        />
      )}
      <button
        type="button"
        class="tool"
        aria-label={w.show(name)}
        title={w.show(name)}
        onClick={() => (planScene.inSight.value = barrier.lines.flat())}
      >
        <Icon name="fit" size={16} />
      </button>
      <span class="row">
        <button
          type="button"
          class="link flush"
          aria-label={`${words.value.planning.rename}: ${name}`}
          onClick={() => (typed.value = name)}
        >
          {words.value.planning.rename}
        </button>
        <button
          type="button"
          class="link flush"
          disabled={isBusy.value}
          aria-label={w.redrawOf(name)}
          onClick={() => beginLine(barrierId)}
        >
          {w.redraw}
        </button>
        <button
          type="button"
          class="link flush"
          disabled={isBusy.value}
          aria-label={w.removeOf(name)}
          onClick={() => void remove(barrier)}
        >
          {w.remove}
        </button>
      </span>
    </div>
  );
}
