import { useSignal } from '@preact/signals';
import { defaultQuestionnaires } from '../../shared/defaultQuestionnaires.ts';
import { Counts, InspectionKind, makeInspection, type QuestionnaireRef } from '../../shared/inspections.ts';
import { addQuestionnaire, listQuestionnaires, publishQuestionnaire } from '../../shared/questionnaires.ts';
import { worded } from '../../shared/questions.ts';
import { call } from '../api.ts';
import { count, localeOf, shiftDay } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { unit } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { UnitOptions } from '../ui/pickers.tsx';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { BackToList } from './part.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

type Shipped = keyof typeof defaultQuestionnaires;
const shippedFor: Record<InspectionKind, Shipped> = {
  field: 'marketCheck',
  phone: 'phoneCheck',
  followUp: 'followUpVisit',
};

function monthName(day: string): string {
  const format = new Intl.DateTimeFormat(localeOf[language.value], { month: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** What is to be inspected; with its usual answers it is one press. */
export function NewPlan() {
  const w = words.value.newInspection;
  const form = useSignal({
    title: w.usualName(monthName(today.value)),
    unitId: unit.value?.unitId ?? '',
    kind: 'field' as InspectionKind,
    counts: 'retailers' as Counts,
    fromDay: shiftDay(today.value, -7),
    toDay: shiftDay(today.value, -1),
    dueDay: shiftDay(today.value, 7),
  });
  /** As `shipped marketCheck`, `id version`, or ''. */
  const questionnaire = useSignal<string | null>(null);
  const { error, isBusy, send } = useSending();
  const set = (part: Partial<typeof form.value>) => (form.value = { ...form.value, ...part });
  const chosen = questionnaire.value ?? `shipped ${shippedFor[form.value.kind]}`;
  const make = () =>
    send(async () => {
      const asks = await publishedOf(chosen, form.value.unitId);
      const plan = await call(makeInspection, { body: { ...form.value, questionnaire: asks } });
      go({ inspectionId: plan.planId, state: null }, { replace: true });
    });
  return (
    <>
      <header class="panel-head">
        <BackToList title={w.title} />
      </header>
      <form
        class={`panel-body ${s.inspForm}`}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Whom form={form.value} set={set} />
        <What form={form.value} set={set} />
        <Asks kind={form.value.kind} chosen={chosen} onChoose={(next) => (questionnaire.value = next)} />
        <label class="field">
          {w.due}
          <input
            type="date"
            required
            value={form.value.dueDay}
            onInput={(e) => set({ dueDay: e.currentTarget.value })}
          />
        </label>
        {error.value !== null && <Failure error={error.value} />}
        <button type="submit" class="primary" disabled={isBusy.value}>
          {w.make}
        </button>
      </form>
    </>
  );
}

interface WhomProps {
  form: { title: string; unitId: string };
  set: (part: Partial<WhomProps['form']>) => void;
}

/** What it is called, and whose shops and visits are looked at. */
function Whom({ form, set }: WhomProps) {
  const w = words.value.newInspection;
  return (
    <>
      <label class="field">
        {w.name}
        <input required maxLength={100} value={form.title} onInput={(e) => set({ title: e.currentTarget.value })} />
      </label>
      <label class="field">
        {w.unit}
        <select value={form.unitId} onChange={(e) => set({ unitId: e.currentTarget.value })}>
          <UnitOptions />
        </select>
      </label>
    </>
  );
}

interface WhatProps {
  form: { kind: InspectionKind; counts: Counts; fromDay: string; toDay: string };
  set: (part: Partial<WhatProps['form']>) => void;
}

/** How it is looked at, what is drawn, and which days are asked about. */
function What({ form, set }: WhatProps) {
  const w = words.value;
  const { kind, counts, fromDay, toDay } = form;
  return (
    <>
      <label class="field">
        {w.newInspection.kind}
        <select value={kind} onChange={(e) => set({ kind: InspectionKind.parse(e.currentTarget.value) })}>
          {InspectionKind.options.map((one) => (
            <option key={one} value={one}>
              {w.inspections.kind[one]}
            </option>
          ))}
        </select>
      </label>
      <fieldset class={s.inspChoice}>
        <legend>{w.newInspection.counts}</legend>
        {Counts.options.map((one) => (
          <label key={one} class={s.inspWay}>
            <input type="radio" name="counts" checked={counts === one} onChange={() => set({ counts: one })} />
            <span>
              {w.inspections.counts[one]}
              <span class="quiet">{w.newInspection.countsHint[one]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class={s.inspPair}>
        <label class="field">
          {w.newInspection.from}
          <input type="date" required value={fromDay} onInput={(e) => set({ fromDay: e.currentTarget.value })} />
        </label>
        <label class="field">
          {w.newInspection.to}
          <input
            type="date"
            required
            min={fromDay}
            value={toDay}
            onInput={(e) => set({ toDay: e.currentTarget.value })}
          />
        </label>
      </div>
    </>
  );
}

/** A questionnaire: the ready-made ones, and those that are published. */
function Asks({ kind, chosen, onChoose }: { kind: InspectionKind; chosen: string; onChoose: (one: string) => void }) {
  const w = words.value.newInspection;
  const l = language.value;
  const asked = useAsked('questionnaires', (signal) => call(listQuestionnaires, { query: {}, signal }));
  const published = asked.value?.items.filter(({ isNewest }) => isNewest) ?? [];
  const shipped = Object.keys(defaultQuestionnaires) as Shipped[];
  return (
    <label class="field">
      {w.questionnaire}
      <select key={kind} value={chosen} onChange={(e) => onChoose(e.currentTarget.value)}>
        <optgroup label={w.shipped}>
          {shipped.map((one) => (
            <option key={one} value={`shipped ${one}`}>
              {worded(defaultQuestionnaires[one].title, l)}
            </option>
          ))}
        </optgroup>
        {published.length > 0 && (
          <optgroup label={w.published}>
            {published.map(({ questionnaireId, version, title }) => (
              <option key={questionnaireId} value={`${questionnaireId} ${version}`}>
                {w.version(worded(title, l), count(version, l))}
              </option>
            ))}
          </optgroup>
        )}
        <option value="">{w.noQuestionnaire}</option>
      </select>
    </label>
  );
}

/** A ready-made one is published the first time it is chosen; after that it is the same one again. */
async function publishedOf(chosen: string, unitId: string): Promise<QuestionnaireRef | null> {
  if (chosen === '') return null;
  const [first, second] = chosen.split(' ') as [string, string];
  if (first !== 'shipped') return { id: first, version: Number(second) };
  const content = defaultQuestionnaires[second as Shipped];
  const { items } = await call(listQuestionnaires, { query: {} });
  const known = items.find(
    ({ isNewest, title, questionCount }) =>
      isNewest && title.zh === content.title.zh && questionCount === content.questions.length,
  );
  if (known) return { id: known.questionnaireId, version: known.version };
  const draft = await call(addQuestionnaire, { body: { unitId, content } });
  const { questionnaireId } = draft;
  const { version } = await call(publishQuestionnaire, {
    params: { questionnaireId },
    body: { revision: draft.revision },
  });
  return { id: questionnaireId, version };
}
