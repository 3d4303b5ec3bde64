import { useSignal } from '@preact/signals';
import { listRemedies, orderRemedy, type Remedy } from '../../shared/remedies.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { count, dayName, shiftDay } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { part, select } from '../ui/navigate.ts';
import { useSending } from '../ui/sending.ts';
import { uuid7 } from '../ui/uuid7.ts';
import { language } from '../ui/words.ts';
import { InspectorChoice } from './inspectors.tsx';
import { BackToList } from './part.tsx';
import { OneRemedy } from './remedy.tsx';
import { words } from './words.ts';
import { NoteField } from '../ui/noteField.tsx';
import s from './inspections.module.css';

/** Until when, and whether that is over. */
export function dueText({ state, isOverdue, dueDay, reopened }: Remedy): string {
  const w = words.value.remedy;
  const l = language.value;
  const day = dayName(dueDay, l);
  return [
    isOverdue ? w.overdue(day) : w.state[state],
    state === 'open' && !isOverdue && w.until(day),
    reopened > 0 && state !== 'mended' && w.reopened(reopened, count(reopened, l)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Everything that is to be mended in the scope, what is overdue first. */
export function Remedies() {
  const w = words.value.remedy;
  const l = language.value;
  const unitId = part.unitId.value;
  const asked = useAsked(`remedies ${unitId}`, (signal) => call(listRemedies, { query: { unitId }, signal }));
  const all = asked.value?.items;
  const late = all?.filter(({ isOverdue }) => isOverdue).length ?? 0;
  return (
    <>
      <header class="panel-head">
        <BackToList title={w.title} />
        {all && <p class="sentence">{w.sentence(all.length, count(all.length, l), count(late, l))}</p>}
        <p class="quiet">{w.lead}</p>
      </header>
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!all && asked.error === undefined && <Skeleton rows={4} />}
        {all?.length === 0 && <p class="quiet pad">{w.none}</p>}
        {all?.map((one) => (
          <button
            key={one.remedyId}
            type="button"
            class="item"
            data-item
            onClick={() => select({ kind: 'case', id: one.caseId })}
          >
            <span class="item-text">
              <span class="item-title">{one.name}</span>
              <span class="item-more">{one.what}</span>
              <span class={one.isOverdue ? 'item-more warn' : 'item-more'}>{dueText(one)}</span>
            </span>
            <span class="item-end">
              <span class="quiet">{one.assigneeName}</span>
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

/** What of one case is to be mended, and the order for more. */
export function RemediesOf({ caseId }: { caseId: string }) {
  const w = words.value.remedy;
  const asked = useAsked(`remedies of ${caseId}`, (signal) => call(listRemedies, { query: { caseId }, signal }));
  const isOrdering = useSignal(false);
  const done = () => {
    isOrdering.value = false;
    asked.again();
  };
  const all = asked.value?.items ?? [];
  if (all.length === 0 && !may('inspections.plan')) return null;
  return (
    <section class={`section ${s.inspForm}`}>
      <h2 class="flush">{w.title}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {all.map((one) => (
        <OneRemedy key={one.remedyId} of={one} due={dueText(one)} onDone={done} />
      ))}
      {isOrdering.value && <Order caseId={caseId} onDone={done} onCancel={() => (isOrdering.value = false)} />}
      {!isOrdering.value && may('inspections.plan') && (
        <div class={s.inspTools}>
          <button type="button" onClick={() => (isOrdering.value = true)}>
            {w.order}
          </button>
        </div>
      )}
    </section>
  );
}

const USUAL_DAYS = 7;

interface OrderProps {
  caseId: string;
  onDone: () => void;
  onCancel: () => void;
}

function Order({ caseId, onDone, onCancel }: OrderProps) {
  const w = words.value.remedy;
  const what = useSignal('');
  const dueDay = useSignal(shiftDay(today.value, USUAL_DAYS));
  const assigneeId = useSignal<string | null>(null);
  const { error, isBusy, send } = useSending();
  const order = async () => {
    const remedyId = uuid7(nowMs(), crypto.getRandomValues(new Uint8Array(10)));
    const body = { remedyId, what: what.value.trim(), dueDay: dueDay.value, assigneeId: assigneeId.value! };
    if (await send(() => call(orderRemedy, { params: { caseId }, body }))) onDone();
  };
  return (
    <form
      class={s.inspInner}
      onSubmit={(event) => {
        event.preventDefault();
        void order();
      }}
    >
      <NoteField label={w.what} note={what} most={500} isRequired />
      <InspectorChoice
        label={w.who}
        chosen={assigneeId.value}
        isBusy={isBusy.value}
        roles={menders}
        nobody={w.choose}
        onChoose={(personId) => (assigneeId.value = personId)}
      />
      <label class="field">
        {w.dueDay}
        <input
          type="date"
          required
          min={today.value}
          value={dueDay.value}
          onInput={(event) => (dueDay.value = event.currentTarget.value)}
        />
      </label>
      {error.value !== null && <Failure error={error.value} />}
      <div class={s.inspTools}>
        <button type="submit" class="primary" disabled={isBusy.value || assigneeId.value === null}>
          {w.send}
        </button>
        <button type="button" class="link" onClick={onCancel}>
          {words.value.draw.cancel}
        </button>
      </div>
    </form>
  );
}

const menders = ['rep', 'supervisor', 'auditor'] as const;
