import { useSignal } from '@preact/signals';
import {
  addLifeAct,
  changeFacts,
  readRetailerHistory,
  type DatedFacts,
  type FactVersion,
  type LifeAct,
  type NewLifeAct,
} from '../../shared/retailerLife.ts';
import type { Retailer, RetailerState } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { count, dayName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** What can be said of a retailer that is what it is. */
const follows: Record<RetailerState, readonly NewLifeAct['deed'][]> = {
  open: ['paused', 'closed'],
  paused: ['resumed', 'closed'],
  closed: ['opened'],
};

/** A retailer's past: when it was opened, paused and closed, what it was from which day on, and how to say more. */
export function RetailerPast({ retailer, onChanged }: { retailer: Retailer; onChanged: () => void }) {
  const w = words.value.life;
  const { retailerId } = retailer;
  const asked = useAsked(`history ${retailerId} ${JSON.stringify(retailer)}`, () =>
    call(readRetailerHistory, { params: { retailerId } }),
  );
  const changed = () => {
    asked.again();
    onChanged();
  };
  return (
    <section class="section" data-life>
      <h2>{w.title}</h2>
      <p class="pad" role="status">
        {w.now[retailer.state]}
      </p>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      <ul class="reasons">
        {asked.value?.life.map((act) => (
          <li key={act.lifeNo}>
            <ActLine act={act} />
          </li>
        ))}
      </ul>
      {may('retailers.edit') && <LifeForm retailer={retailer} acts={asked.value?.life ?? []} onChanged={changed} />}
      <h2>{w.factsTitle}</h2>
      <ul class="reasons">
        {asked.value?.facts
          .filter(({ counts }) => counts)
          .map((version) => (
            <li key={version.factNo}>
              <VersionLine version={version} />
            </li>
          ))}
      </ul>
      {may('retailers.edit') && <FactsForm key={JSON.stringify(retailer)} retailer={retailer} onChanged={changed} />}
    </section>
  );
}

function ActLine({ act: { fromDay, deed, word, by, counts } }: { act: LifeAct }) {
  const w = words.value;
  const said = `${w.life.from(dayName(fromDay, language.value))} ${w.life.deed[deed]}${w.comma}${by}${w.colon}${word}`;
  return counts ? <>{said}</> : <s class="quiet">{said}</s>;
}

function VersionLine({ version }: { version: FactVersion }) {
  const w = words.value;
  const l = language.value;
  const visits = version.visitsPerMonth === null ? null : w.retailers.perMonth(count(version.visitsPerMonth, l));
  const parts = [
    version.grade,
    version.businessType,
    version.setting && w.life.setting[version.setting],
    visits,
    version.openingHours,
    version.keyHours && `${w.field.keyHours} ${version.keyHours}`,
  ].filter(Boolean);
  const source = [version.by ?? version.fileName, version.word].filter(Boolean).join(w.colon);
  return (
    <>
      {version.fromDay === null ? w.life.always : w.life.from(dayName(version.fromDay, l))}
      {w.colon}
      {parts.length === 0 ? w.unknown : parts.join(w.comma)}
      {source !== '' && <span class="quiet">{` · ${source}`}</span>}
    </>
  );
}

interface FormProps {
  retailer: Retailer;
  onChanged: () => void;
}

/** The fields both forms end with, and what became of sending them. */
function useForm(onChanged: () => void) {
  const fromDay = useSignal(today.value);
  const word = useSignal('');
  const sending = useSending();
  const send = async (act: () => Promise<unknown>) => {
    if (!(await sending.send(act))) return;
    word.value = '';
    onChanged();
  };
  return { ...sending, fromDay, word, send };
}

function FormEnd({ form }: { form: ReturnType<typeof useForm> }) {
  const w = words.value;
  return (
    <>
      <label class="field">
        <span>{w.life.fromDay}</span>
        <input
          type="date"
          required
          value={form.fromDay.value}
          onInput={(event) => (form.fromDay.value = event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{w.life.word}</span>
        <input
          type="text"
          required
          maxLength={300}
          value={form.word.value}
          onInput={(event) => (form.word.value = event.currentTarget.value)}
        />
      </label>
      {form.error.value !== null && <Failure error={form.error.value} />}
      <button type="submit" disabled={form.isBusy.value || form.word.value.trim() === ''}>
        {w.save}
      </button>
    </>
  );
}

function LifeForm({ retailer, acts, onChanged }: FormProps & { acts: readonly LifeAct[] }) {
  const w = words.value.life;
  const form = useForm(onChanged);
  const choices = [...follows[retailer.state], ...(acts.some(({ counts }) => counts) ? (['withdrawn'] as const) : [])];
  const chosen = useSignal<NewLifeAct['deed'] | null>(null);
  const deed = chosen.value !== null && choices.includes(chosen.value) ? chosen.value : choices[0]!;
  return (
    <details>
      <summary>{w.act}</summary>
      <form
        class="inset"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { deed, fromDay: form.fromDay.value, word: form.word.value };
          void form.send(() => call(addLifeAct, { params: { retailerId: retailer.retailerId }, body }));
        }}
      >
        <label class="field">
          <span>{w.what}</span>
          <select value={deed} onChange={(event) => (chosen.value = event.currentTarget.value as NewLifeAct['deed'])}>
            {choices.map((one) => (
              <option key={one} value={one}>
                {w.deed[one]}
              </option>
            ))}
          </select>
        </label>
        <FormEnd form={form} />
      </form>
    </details>
  );
}

/** The text of a field as what is said: nothing is unknown. */
const orNull = (value: string) => (value.trim() === '' ? null : value.trim());
const textFields = ['grade', 'businessType', 'openingHours', 'keyHours'] as const;

function FactsForm({ retailer, onChanged }: FormProps) {
  const w = words.value;
  const form = useForm(onChanged);
  const said = useSignal<Partial<DatedFacts>>({});
  const put = (part: Partial<DatedFacts>) => (said.value = { ...said.value, ...part });
  return (
    <details>
      <summary>{w.life.change}</summary>
      <form
        class="inset"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { ...said.value, fromDay: form.fromDay.value, word: form.word.value };
          void form.send(() => call(changeFacts, { params: { retailerId: retailer.retailerId }, body }));
        }}
      >
        {textFields.map((field) => (
          <label key={field}>
            <span>{w.field[field]}</span>
            <input
              type="text"
              defaultValue={retailer[field] ?? ''}
              onInput={(event) => put({ [field]: orNull(event.currentTarget.value) })}
            />
          </label>
        ))}
        <label class="field">
          <span>{w.field.visitsPerMonth}</span>
          <input
            type="number"
            min={0}
            max={62}
            step="any"
            defaultValue={retailer.visitsPerMonth ?? ''}
            onInput={({ currentTarget: { value } }) => put({ visitsPerMonth: value === '' ? null : Number(value) })}
          />
        </label>
        <FormEnd form={form} />
      </form>
    </details>
  );
}
