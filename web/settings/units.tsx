import { useSignal } from '@preact/signals';
import { addUnit, changeUnit, type Unit, type UnitChange } from '../../shared/units.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { me, readMe } from '../ui/me.ts';
import { inOrder, UnitOptions } from '../ui/pickers.tsx';
import { useSending } from '../ui/sending.ts';
import s from './settings.module.css';
import { unitWords } from './unitWords.ts';

const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** The organisation's units: added, renamed, moved, closed, each with its own time zone. */
export function UnitsPart() {
  const w = unitWords.value;
  const units = inOrder(me.value?.units ?? []);
  const opened = useSignal<string | null>(null);
  const { error, isBusy, send } = useSending();
  const change = (unitId: string, body: UnitChange) =>
    send(async () => {
      await call(changeUnit, { params: { unitId }, body });
      await readMe();
    });
  return (
    <>
      <section class="section">
        <p class="quiet pad">{w.lead}</p>
        <ul class={s.units}>
          {units.map(({ unit, depth }) => (
            <li key={unit.unitId} style={{ paddingInlineStart: `${16 + depth * 18}px` }}>
              <button
                type="button"
                class={s.unit}
                aria-expanded={opened.value === unit.unitId}
                onClick={() => (opened.value = opened.value === unit.unitId ? null : unit.unitId)}
              >
                <strong>{unit.name}</strong> <span class="quiet">{unit.timeZone}</span>
              </button>
              {opened.value === unit.unitId && (
                <UnitForm unit={unit} isTop={depth === 0} isBusy={isBusy.value} onChange={change} />
              )}
            </li>
          ))}
        </ul>
        {error.value !== null && <Failure error={error.value} />}
      </section>
      <NewUnitForm />
    </>
  );
}

interface UnitFormProps {
  unit: Unit;
  /** One's own is neither moved nor closed. */
  isTop: boolean;
  isBusy: boolean;
  onChange: (unitId: string, change: UnitChange) => Promise<boolean>;
}

function UnitForm({ unit, isTop, isBusy, onChange }: UnitFormProps) {
  const w = unitWords.value;
  const { unitId, name, parentId, timeZone } = unit;
  return (
    <div class="form choices">
      <label class="field">
        {w.name}
        <input
          maxLength={100}
          value={name}
          disabled={isBusy}
          onChange={(event) =>
            event.currentTarget.value.trim() && void onChange(unitId, { name: event.currentTarget.value })
          }
        />
      </label>
      {!isTop && (
        <label class="field">
          {w.below}
          <select
            value={parentId ?? ''}
            disabled={isBusy}
            onChange={(event) => void onChange(unitId, { parentId: event.currentTarget.value })}
          >
            <UnitOptions />
          </select>
        </label>
      )}
      <label class="field">
        {w.timeZone}
        <select
          value={timeZone}
          disabled={isBusy}
          onChange={(event) => void onChange(unitId, { timeZone: event.currentTarget.value })}
        >
          {(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      {!isTop && (
        <div class="row">
          <button type="button" disabled={isBusy} onClick={() => void onChange(unitId, { isClosed: true })}>
            {w.close}
          </button>
          <span class="quiet">{w.closeHint}</span>
        </div>
      )}
    </div>
  );
}

function NewUnitForm() {
  const w = unitWords.value;
  const name = useSignal('');
  const parentId = useSignal(me.peek()?.units[0]?.unitId ?? '');
  const { error, isBusy, send } = useSending();
  const add = () =>
    send(async () => {
      await call(addUnit, { body: { name: name.value, parentId: parentId.value } });
      name.value = '';
      await readMe();
    });
  return (
    <section class="section">
      <h2>{w.add}</h2>
      <form
        class="form inset choices"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label class="field">
          {w.name}
          <input
            required
            maxLength={100}
            value={name.value}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
        </label>
        <label class="field">
          {w.below}
          <select value={parentId.value} onChange={(event) => (parentId.value = event.currentTarget.value)}>
            <UnitOptions />
          </select>
        </label>
        <div class="row">
          <button type="submit" class="primary" disabled={isBusy.value}>
            <Icon name="plus" size={16} />
            {w.add}
          </button>
        </div>
        {error.value !== null && <Failure error={error.value} />}
      </form>
    </section>
  );
}
