import type { ComponentType } from 'preact';
import { CarrierAsking } from '../../shared/carriers.ts';
import { Recording } from '../../shared/recording.ts';
import { settings, type SettingKey, type SettingValues } from '../../shared/settings.ts';
import { SecondFactor } from '../../shared/settingValues.ts';
import { words } from './words.ts';
import type { WrittenKey } from './valueText.ts';

interface FieldProps<V> {
  value: V;
  onChange: (value: V) => void;
}

/** Where a value of a setting is typed or chosen: by its kind. The server's schema judges what comes of it. */
export function ValueField({ of, value, onChange }: FieldProps<unknown> & { of: SettingKey }) {
  const Field = fields[of as WrittenKey] as ComponentType<FieldProps<unknown>> | undefined;
  if (Field) return <Field value={value} onChange={onChange} />;
  return <NumberField value={value as number} onChange={onChange} unit={settings[of].unit} />;
}

const fields: { [K in WrittenKey]: ComponentType<FieldProps<SettingValues[K]>> } = {
  workHours: ({ value, onChange }) => <Span span={value} onChange={onChange} />,
  lunch: Lunch,
  visitsByGrade: Grades,
  baseMap: Map,
  logsDue: LogTimes,
  secondFactor: ({ value, onChange }) => (
    <Choice options={SecondFactor.options} said={words.value.rules.secondFactors} {...{ value, onChange }} />
  ),
  carrierAsking: ({ value, onChange }) => (
    <Choice options={CarrierAsking.options} said={words.value.rules.carrierAskings} {...{ value, onChange }} />
  ),
  recording: ({ value, onChange }) => (
    <Choice options={Recording.options} said={words.value.settings.recordings} {...{ value, onChange }} />
  ),
};

type Unit = keyof (typeof words.value)['rules']['withUnit'];

function NumberField({ value, onChange, unit }: FieldProps<number> & { unit: Unit | null }) {
  const w = words.value.rules;
  const sign = unit === null ? '' : w.withUnit[unit]('').replaceAll(/\s/g, '');
  return (
    <label class="field">
      {sign === '' ? w.value : `${w.value} (${sign})`}
      <input
        type="number"
        required
        step="any"
        value={value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

interface ChoiceProps<T extends string> extends FieldProps<T> {
  options: readonly T[];
  said: Record<T, string>;
}

function Choice<T extends string>({ options, said, value, onChange }: ChoiceProps<T>) {
  return (
    <label class="field">
      {words.value.rules.value}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {options.map((one) => (
          <option key={one} value={one}>
            {said[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SpanProps<T extends { from: string; to: string }> {
  span: T;
  onChange: (span: T) => void;
}

function Span<T extends { from: string; to: string }>({ span, onChange }: SpanProps<T>) {
  const w = words.value.rules;
  return (
    <div class="row">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} class="field grow">
          {w[end]}
          <input
            type="time"
            required
            value={span[end]}
            onInput={(event) => onChange({ ...span, [end]: event.currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
}

function Lunch({ value, onChange }: FieldProps<SettingValues['lunch']>) {
  const w = words.value.rules;
  const usual = { from: '11:30', to: '13:00', minutes: 60 };
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
        />
        {w.hasLunch}
      </label>
      {value && (
        <>
          <Span span={value} onChange={onChange} />
          <label class="field">
            {w.minutes}
            <input
              type="number"
              required
              value={value.minutes}
              onInput={(event) => onChange({ ...value, minutes: event.currentTarget.valueAsNumber })}
            />
          </label>
        </>
      )}
    </>
  );
}

function LogTimes({ value, onChange }: FieldProps<SettingValues['logsDue']>) {
  const w = words.value.rules.logs;
  // a browser's clock has no 24:00; the day's end is said without one
  const time = (key: 'day' | 'week') => (
    <label class="field grow">
      {w[key]}
      <input
        type="time"
        value={value[key] === '24:00' ? '' : value[key]}
        onInput={(event) => onChange({ ...value, [key]: event.currentTarget.value || '24:00' })}
      />
    </label>
  );
  return (
    <>
      {time('day')}
      <div class="row">
        <label class="field grow">
          {w.weekday}
          <select
            value={value.weekday}
            onChange={(event) => onChange({ ...value, weekday: Number(event.currentTarget.value) })}
          >
            {w.weekdays.map((name, i) => (
              <option key={name} value={i + 1}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {time('week')}
      </div>
      <p class="quiet">{w.midnight}</p>
      <label class="field">
        {w.month}
        <input
          type="number"
          required
          min={0}
          max={27}
          value={value.monthDays}
          onInput={(event) => onChange({ ...value, monthDays: event.currentTarget.valueAsNumber })}
        />
      </label>
    </>
  );
}

function Grades({ value, onChange }: FieldProps<SettingValues['visitsByGrade']>) {
  const written = Object.entries(value).map(([grade, visits]) => `${grade} ${visits}`);
  const read = (text: string): SettingValues['visitsByGrade'] =>
    Object.fromEntries(
      text.split('\n').flatMap((line) => {
        const match = /^\s*(\S+)[\s:：]+(\S+)\s*$/.exec(line.slice(0, 100));
        return match ? [[match[1]!, Number(match[2])]] : [];
      }),
    );
  return (
    <label class="field">
      {words.value.rules.grades}
      <textarea
        rows={6}
        maxLength={2_000}
        defaultValue={written.join('\n')}
        onChange={(event) => onChange(read(event.currentTarget.value))}
      />
    </label>
  );
}

function Map({ value, onChange }: FieldProps<SettingValues['baseMap']>) {
  const w = words.value;
  const kinds = ['builtIn', 'file', 'url'] as const;
  const choose = (kind: (typeof kinds)[number]) =>
    onChange(kind === 'url' ? { kind, url: '', frame: 'wgs84', attribution: '' } : { kind });
  return (
    <>
      <Choice options={kinds} said={w.rules.mapKinds} value={value.kind} onChange={choose} />
      {value.kind === 'url' && (
        <>
          <label class="field">
            {w.rules.mapUrl}
            <input
              required
              maxLength={1_000}
              value={value.url}
              onInput={(event) => onChange({ ...value, url: event.currentTarget.value.trim() })}
            />
          </label>
          <Choice
            options={['wgs84', 'gcj02'] as const}
            said={w.frame}
            value={value.frame}
            onChange={(frame) => onChange({ ...value, frame })}
          />
          <label class="field">
            {w.rules.attribution}
            <input
              maxLength={200}
              value={value.attribution}
              onInput={(event) => onChange({ ...value, attribution: event.currentTarget.value })}
            />
          </label>
        </>
      )}
    </>
  );
}
