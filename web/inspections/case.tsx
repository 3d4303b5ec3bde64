import { useSignal } from '@preact/signals';
import { changeCase, readCase, RemovalReason, type WholeCase } from '../../shared/inspectionCases.ts';
import { readQuestionnaire } from '../../shared/questionnaires.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import { call } from '../api.ts';
import { useAsked } from '../ui/asked.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { useSending } from '../ui/sending.ts';
import { FileFinding } from './fileFinding.tsx';
import { Filed } from './filed.tsx';
import { InspectorChoice } from './inspectors.tsx';
import { RemediesOf } from './remedies.tsx';
import { caseSheet } from './sheets.ts';
import { shownCases } from './shown.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

/** One case: what is to be done there, what was found, and the desk's hand on it. */
export function CasePanel({ id }: { id: string }) {
  const w = words.value;
  const asked = useAsked(id, async (signal) => {
    const one = await call(readCase, { params: { caseId: id }, signal });
    shownCases.now.peek()?.keep(one);
    return { one, questions: await questionsOf(one, signal) };
  });
  const known = asked.value;
  const isFiling = useSignal(false);
  useSheet(() => (known ? caseSheet(known.one, known.questions, speechNow(words.value), filedNow()) : null));
  const one = known?.one;
  const done = () => {
    isFiling.value = false;
    asked.again();
  };
  return (
    <>
      <DetailHead
        title={one?.name ?? w.spot.title}
        more={one && <p class="quiet">{`${one.planTitle} · ${w.spot.state[one.state]}`}</p>}
      >
        {one && <PrintButton label={w.spot.sheet} />}
      </DetailHead>
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!one && asked.error === undefined && <Skeleton rows={6} />}
        {known && isFiling.value && (
          <FileFinding
            of={known.one}
            questions={known.questions}
            onDone={done}
            onCancel={() => (isFiling.value = false)}
          />
        )}
        {known && !isFiling.value && (
          <>
            <Facts of={known.one} />
            <Deeds of={known.one} onFile={() => (isFiling.value = true)} onChange={done} />
            {known.one.findings.length > 0 && <RemediesOf caseId={known.one.caseId} />}
            <Filed of={known.one} questions={known.questions} />
          </>
        )}
      </div>
    </>
  );
}

/** The questions as they were answered, or else as they will be asked. */
async function questionsOf(one: WholeCase, signal: AbortSignal): Promise<Questionnaire | null> {
  const ref = one.findings[0]?.questionnaire ?? one.questionnaire;
  if (ref === null) return null;
  const params = { questionnaireId: ref.id, version: ref.version };
  return (await call(readQuestionnaire, { params, signal })).content;
}

function Facts({ of }: { of: WholeCase }) {
  const w = words.value;
  return (
    <section class="section">
      <dl class="facts">
        <dt>{w.spot.retailer}</dt>
        <dd>
          <button type="button" class="link flush" onClick={() => select({ kind: 'retailer', id: of.retailerId })}>
            {`${of.code} ${of.name}`}
          </button>
        </dd>
        {of.address !== null && (
          <>
            <dt>{w.spot.address}</dt>
            <dd>{of.address}</dd>
          </>
        )}
        <dt>{w.spot.inspector}</dt>
        <dd>{of.assigneeName ?? w.spot.nobody}</dd>
        {of.repName !== null && (
          <>
            <dt>{w.spot.rep}</dt>
            <dd>{of.repName}</dd>
          </>
        )}
        {of.pickNo !== null && (
          <>
            <dt>{w.spot.pick}</dt>
            <dd>{of.pickNo}</dd>
          </>
        )}
        {of.ticket !== null && (
          <>
            <dt>{w.spot.ticket}</dt>
            <dd class="hash">{of.ticket}</dd>
          </>
        )}
      </dl>
      {of.visitId !== null && (
        <button type="button" class="link pad" onClick={() => select({ kind: 'visit', id: of.visitId! })}>
          {w.spot.showVisit}
        </button>
      )}
      {of.state === 'todo' && <p class="quiet pad">{w.spot.blind}</p>}
      {of.removal && (
        <p class="quiet pad">{w.spot.removed(of.removal.by, w.spot.reason[of.removal.reason], of.removal.note)}</p>
      )}
    </section>
  );
}

interface DeedsProps {
  of: WholeCase;
  onFile: () => void;
  onChange: () => void;
}

/** File, assign, remove, restore, go on to the next one. */
function Deeds({ of, onFile, onChange }: DeedsProps) {
  const w = words.value;
  const isRemoving = useSignal(false);
  const { error, isBusy, send } = useSending();
  const change = (body: Parameters<typeof changed>[1]) => void send(() => changed(of.caseId, body).then(onChange));
  const next = shownCases.now.value?.nextOf(of.caseId) ?? null;
  const isOpen = !of.isOver && of.state !== 'removed';
  return (
    <section class={`section ${s.inspForm}`}>
      <div class={s.inspTools}>
        {isOpen && may('inspections.do') && (
          <button type="button" class={of.state === 'todo' ? 'primary' : ''} onClick={onFile}>
            {of.findings.length > 0 ? w.finding.correct : w.finding.file}
          </button>
        )}
        {next !== null && (
          <button type="button" onClick={() => select({ kind: 'case', id: next })}>
            {w.spot.next}
          </button>
        )}
        {isOpen && may('inspections.plan') && !isRemoving.value && (
          <button type="button" class="link" onClick={() => (isRemoving.value = true)}>
            {w.spot.remove}
          </button>
        )}
        {of.state === 'removed' && !of.isOver && may('inspections.plan') && (
          <button type="button" disabled={isBusy.value} onClick={() => change({ deed: 'restored' })}>
            {w.spot.restore}
          </button>
        )}
      </div>
      {isRemoving.value && <Remove onRemove={change} onCancel={() => (isRemoving.value = false)} />}
      {of.state === 'todo' && !of.isOver && may('inspections.plan') && (
        <InspectorChoice
          label={w.spot.assign}
          chosen={of.assigneeId}
          isBusy={isBusy.value}
          onChoose={(assigneeId) => change({ deed: 'assigned', assigneeId })}
        />
      )}
      {error.value !== null && <Failure error={error.value} />}
    </section>
  );
}

type Change = Parameters<typeof call<typeof changeCase>>[1] extends { body: infer Body } ? Body : never;
const changed = (caseId: string, body: Change) => call(changeCase, { params: { caseId }, body });

function Remove({ onRemove, onCancel }: { onRemove: (body: Change) => void; onCancel: () => void }) {
  const w = words.value.spot;
  const reason = useSignal<RemovalReason>('unreachable');
  const note = useSignal('');
  return (
    <form
      class={s.inspInner}
      onSubmit={(event) => {
        event.preventDefault();
        onRemove({ deed: 'removed', reason: reason.value, note: note.value });
      }}
    >
      <p class="quiet">{w.removeLead}</p>
      <label class="field">
        {w.why}
        <select value={reason.value} onChange={(e) => (reason.value = RemovalReason.parse(e.currentTarget.value))}>
          {RemovalReason.options.map((one) => (
            <option key={one} value={one}>
              {w.reason[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {w.note}
        <input
          required={reason.value === 'other'}
          maxLength={500}
          value={note.value}
          onInput={(e) => (note.value = e.currentTarget.value)}
        />
      </label>
      <div class={s.inspTools}>
        <button type="submit">{w.removeNow}</button>
        <button type="button" class="link" onClick={onCancel}>
          {words.value.draw.cancel}
        </button>
      </div>
    </form>
  );
}
