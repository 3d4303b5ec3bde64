import { useSignal, type Signal } from '@preact/signals';
import { finiteBounds, addedBounds } from '../../shared/bounds.ts';
import { hypergeometricCdf } from '../../shared/distributions.ts';
import { countFrame, freezeFrame, SeedSource, Stratum, type InspectionPlan } from '../../shared/inspections.ts';
import { commitText } from '../../shared/sample.ts';
import { sha256Text } from '../ui/sha256.ts';
import { call } from '../api.ts';
import { count, percent } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Part } from './part.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

const USUAL_TAKE = 10;

interface Strata {
  itemCount: number;
  strata: { stratum: string; itemCount: number }[];
}

/** How many are drawn of what there is, what such a sample proves, and where the seed will come from. */
export function Freeze({ plan, onDone }: { plan: InspectionPlan; onDone: () => void }) {
  const w = words.value.sampling;
  const l = language.value;
  const form = useSignal({ stratum: 'none' as Stratum, take: USUAL_TAKE, byStratum: false });
  const source = useSignal<SeedSource>('server');
  const announced = useSignal('');
  const { error, isBusy, send } = useSending();
  const { planId, counts } = plan;
  const asked = useAsked(`${planId} ${form.value.stratum}`, (signal) =>
    call(countFrame, { params: { planId }, query: { stratum: form.value.stratum }, signal }),
  );
  const items = asked.value;
  const set = (part: Partial<typeof form.value>) => (form.value = { ...form.value, ...part });
  const take = Math.max(1, Math.min(form.value.take, items?.itemCount ?? form.value.take));
  const said = source.value === 'parties' ? sha256Text(commitText(planId, announced.value)) : announced.value;
  const freeze = () =>
    send(() =>
      call(freezeFrame, {
        params: { planId },
        body: { ...form.value, take, source: source.value, announced: source.value === 'server' ? '' : said },
      }).then(onDone),
    );
  return (
    <Part title={w.title}>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!items && asked.error === undefined && <Skeleton rows={2} />}
      {items?.itemCount === 0 && <p class="warn">{w.none[counts]}</p>}
      {items && items.itemCount > 0 && (
        <form
          class={s.inspForm}
          onSubmit={(event) => {
            event.preventDefault();
            void freeze();
          }}
        >
          <p class="sentence">{w.items[counts](items.itemCount, count(items.itemCount, l))}</p>
          <Take items={items} take={take} form={form.value} set={set} />
          <Proves items={items} take={take} byStratum={form.value.byStratum} />
          <Source source={source.value} onChoose={(next) => (source.value = next)} />
          <Announced source={source.value} typed={announced} said={said} />
          {error.value !== null && <Failure error={error.value} />}
          <button type="submit" class="primary" disabled={isBusy.value}>
            {w.freeze}
          </button>
          <p class="quiet">{w.freezeHint}</p>
        </form>
      )}
    </Part>
  );
}

interface AnnouncedProps {
  source: SeedSource;
  typed: Signal<string>;
  /** What is announced: of two parties the commitment to what was typed. */
  said: string;
}

function Announced({ source, typed, said }: AnnouncedProps) {
  const w = words.value.sampling;
  if (source === 'server') return null;
  return (
    <>
      <label class="field">
        {w.announced[source]}
        <input
          required
          maxLength={300}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </label>
      {source === 'parties' && typed.value !== '' && (
        <p class="quiet">
          {w.commitment} <code class="hash">{said}</code>
        </p>
      )}
    </>
  );
}

interface TakeProps {
  items: Strata;
  take: number;
  form: { stratum: Stratum; byStratum: boolean };
  set: (part: Partial<{ stratum: Stratum; take: number; byStratum: boolean }>) => void;
}

function Take({ items, take, form, set }: TakeProps) {
  const w = words.value.sampling;
  const l = language.value;
  const label = form.byStratum ? w.takeEach : w.take;
  const change = (event: { currentTarget: HTMLInputElement }) => {
    const next = Math.round(event.currentTarget.valueAsNumber);
    if (next >= 1) set({ take: next });
  };
  return (
    <>
      <div class={s.inspTake}>
        <label class="field">
          {label}
          <input type="number" min={1} max={items.itemCount} value={take} onInput={change} />
        </label>
        <input
          type="range"
          aria-label={label}
          min={1}
          max={Math.min(items.itemCount, 300)}
          value={take}
          onInput={change}
        />
      </div>
      <label class="field">
        {w.stratum}
        <select
          value={form.stratum}
          onChange={(event) => {
            const stratum = Stratum.parse(event.currentTarget.value);
            set({ stratum, byStratum: stratum !== 'none' });
          }}
        >
          {Stratum.options.map((one) => (
            <option key={one} value={one}>
              {w.strata[one]}
            </option>
          ))}
        </select>
      </label>
      {form.stratum !== 'none' && (
        <>
          <label class="check">
            <input
              type="checkbox"
              checked={form.byStratum}
              onChange={(event) => set({ byStratum: event.currentTarget.checked })}
            />
            {w.byStratum}
          </label>
          <p class="quiet">
            {items.strata
              .map(({ stratum, itemCount }) => `${stratum || w.noStratum} ${count(itemCount, l)}`)
              .join(words.value.comma)}
          </p>
        </>
      )}
    </>
  );
}

/** Before anything is drawn: how likely a tenth would be seen, and what is proved where nothing is found. */
function Proves({ items, take, byStratum }: { items: Strata; take: number; byStratum: boolean }) {
  const w = words.value.sampling;
  const l = language.value;
  const samples = byStratum
    ? items.strata.map(({ itemCount }) => ({ of: itemCount, drawn: Math.min(take, itemCount), false: 0, unknown: 0 }))
    : [{ of: items.itemCount, drawn: take, false: 0, unknown: 0 }];
  const drawn = samples.reduce((sum, one) => sum + one.drawn, 0);
  const { atMost } = samples.length === 1 ? finiteBounds(samples[0]!) : addedBounds(samples);
  const tenth = Math.max(1, Math.round(items.itemCount / 10));
  const chance = 1 - hypergeometricCdf(0, items.itemCount, tenth, drawn);
  return (
    <div class={s.inspProves} role="status">
      <strong>{w.proves}</strong>
      {byStratum && <p>{w.drawn(count(drawn, l), count(items.itemCount, l))}</p>}
      {!byStratum && <p>{w.wouldSee(percent(chance, l))}</p>}
      <p>{w.ifNone(count(atMost, l), count(items.itemCount, l))}</p>
      {atMost > items.itemCount / 3 && <p class="warn">{w.little}</p>}
    </div>
  );
}

function Source({ source, onChoose }: { source: SeedSource; onChoose: (source: SeedSource) => void }) {
  const w = words.value.sampling;
  return (
    <fieldset class={s.inspChoice}>
      <legend>{w.source}</legend>
      {(['server', 'dice', 'public', 'parties'] as const).map((one) => (
        <label key={one} class={s.inspWay}>
          <input type="radio" name="source" checked={source === one} onChange={() => onChoose(one)} />
          <span>
            {w.sources[one]}
            {source === one && <span class="quiet">{w.sourceHint[one]}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
