import { Frame } from '../../shared/frames.ts';
import { count, dateTime } from '../format.ts';
import { planScene } from './map/scene.ts';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { BarrierRow } from './barrierRow.tsx';
import { scenarioRoom } from './room.ts';
import { GroupsNote } from './groupsNote.tsx';
import s from './scenarios.module.css';
import barriersStyles from './barriers.module.css';

/** Barriers of the unit: how to make one, which there are, and what they do to who touches whom. */
export function BarriersTab() {
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const l = language.value;
  const all = room.barriers.items.value;
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
        {!all && room.barriers.said.value?.kind !== 'failure' && <Skeleton rows={3} />}
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
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  return (
    <div class="row">
      <button
        type="button"
        class="primary"
        disabled={room.barriers.isBusy.value || !room.barriers.items.value}
        onClick={() => room.barriers.beginLine()}
      >
        {w.draw}
      </button>
      <label class={s.buttonLike}>
        <input
          class="visually-hidden"
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          disabled={room.barriers.isBusy.value}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void room.barriers.importFile(file);
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
        <select
          value={room.barriers.frame.value}
          onChange={(event) => (room.barriers.frame.value = event.currentTarget.value as Frame)}
        >
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
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const n = planScene.line.value!.length;
  return (
    <>
      <p role="status">
        <strong>{w.points(n, count(n, language.value))}</strong> · {w.drawHint}
      </p>
      <div class="row">
        <button type="button" class="primary" disabled={n < 2} onClick={() => void room.barriers.endLine(w.newName)}>
          {w.end}
        </button>
        <button type="button" disabled={n === 0} onClick={() => room.barriers.takePointBack()}>
          {w.undoPoint}
        </button>
        <button type="button" onClick={() => room.barriers.leaveLine()}>
          {words.value.cancel}
        </button>
      </div>
    </>
  );
}

/** What the last act came to. */
function SaidBox() {
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const l = language.value;
  const now = room.barriers.said.value;
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
          <button type="button" class="link" onClick={() => void room.barriers.restore(now.barrier)}>
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
