import { useSignal } from '@preact/signals';
import { changeSetting, type NewSettingChange, type SettingInForce } from '../../shared/settingChanges.ts';
import { settings, settingName } from '../../shared/settings.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { unit } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { ValueField } from './valueField.tsx';
import { words } from './words.ts';

interface RuleFormProps {
  item: SettingInForce;
  /** Today by the unit's clock. */
  day: string;
  onDone: () => void;
  onCancel: () => void;
}

/** A new value from a day on; what it will do is said before it is saved. */
export function RuleForm({ item, day, onDone, onCancel }: RuleFormProps) {
  const w = words.value;
  const { reader } = settings[item.key];
  const value = useSignal<unknown>(item.value);
  const fromDay = useSignal(day);
  const reason = useSignal('');
  const { error, isBusy, send } = useSending();
  const isOwn = 'unitId' in item.origin && item.origin.unitId === unit.value?.unitId;
  const save = async (said: { value: unknown } | { inherit: true }) => {
    const { key, revision } = item;
    const more = reason.value.trim() === '' ? {} : { reason: reason.value };
    const of = { key, revision, unitId: unit.value!.unitId, fromDay: fromDay.value, ...more };
    if (await send(() => call(changeSetting, { body: { ...of, ...said } as NewSettingChange }))) onDone();
  };
  return (
    <form
      class="form inset"
      onSubmit={(event) => {
        event.preventDefault();
        void save({ value: value.value });
      }}
    >
      <strong>{settingName(item.key, language.value)}</strong>
      <ValueField of={item.key} value={value.value} onChange={(next) => (value.value = next)} />
      {reader !== 'atOnce' && <DayField day={fromDay.value} onChange={(next) => (fromDay.value = next)} />}
      <label class="field">
        {w.rules.reason}
        <input maxLength={500} value={reason.value} onInput={(event) => (reason.value = event.currentTarget.value)} />
      </label>
      <p class="quiet">{w.rules.effect[reader]}</p>
      {error.value !== null && <Failure error={error.value} />}
      <div class="row">
        <button type="submit" class="primary" disabled={isBusy.value}>
          {w.rules.save}
        </button>
        {isOwn && (
          <button type="button" disabled={isBusy.value} onClick={() => void save({ inherit: true })}>
            {w.rules.inherit}
          </button>
        )}
        <button type="button" onClick={onCancel}>
          {w.cancel}
        </button>
      </div>
    </form>
  );
}

function DayField({ day, onChange }: { day: string; onChange: (day: string) => void }) {
  return (
    <label class="field">
      {words.value.rules.fromDay}
      <input type="date" required value={day} onInput={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}
