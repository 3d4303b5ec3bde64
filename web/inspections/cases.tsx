import { changeCase, type InspectionCase } from '../../shared/inspectionCases.ts';
import type { InspectionPlan } from '../../shared/inspections.ts';
import { caseTable } from './caseTable.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { may } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { InspectorChoice } from './inspectors.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

interface CasesProps {
  plan: InspectionPlan;
  cases: readonly InspectionCase[];
  onChange: () => void;
}

/** Whom to look at, in the order in which the tickets came out. */
export function Cases({ plan, cases, onChange }: CasesProps) {
  const w = words.value.spot;
  const isHidden = cases.length < plan.cases.drawn + plan.cases.added;
  return (
    <section class="section">
      <h2 class={s.inspPartHead}>
        {w.title}
        {cases.length > 0 && <ExportMenu of={{ table: caseTable, rows: cases, named: [plan.title] }} label={w.list} />}
      </h2>
      {plan.state === 'drawn' && may('inspections.plan') && <AssignAll cases={cases} onChange={onChange} />}
      {isHidden && <p class="quiet pad">{w.hidden}</p>}
      {!isHidden && cases.length === 0 && <p class="quiet pad">{w.none}</p>}
      {cases.map((one) => (
        <CaseItem key={one.caseId} of={one} />
      ))}
    </section>
  );
}

function AssignAll({ cases, onChange }: Omit<CasesProps, 'plan'>) {
  const w = words.value.spot;
  const { error, isBusy, send } = useSending();
  const open = cases.filter(({ state, assigneeId }) => state === 'todo' && assigneeId === null);
  if (open.length === 0) return null;
  const assign = (assigneeId: string) =>
    send(async () => {
      for (const { caseId } of open)
        await call(changeCase, { params: { caseId }, body: { deed: 'assigned', assigneeId } });
    }).then(onChange);
  return (
    <div class={s.inspForm}>
      <InspectorChoice
        label={w.assignAll(open.length, count(open.length, language.value))}
        chosen={null}
        isBusy={isBusy.value}
        onChoose={(personId) => void assign(personId)}
      />
      {error.value !== null && <Failure error={error.value} />}
    </div>
  );
}

function CaseItem({ of }: { of: InspectionCase }) {
  const w = words.value;
  const hover = useHover(of.caseId);
  const { pickNo, ticket, name, code, address, state, outcome, assigneeName } = of;
  return (
    <button type="button" {...hover} data-item onClick={() => select({ kind: 'case', id: of.caseId })}>
      <span class="stop-number" title={ticket ?? undefined}>
        {pickNo ?? '+'}
      </span>
      <span class="item-text">
        <span class="item-title">{name}</span>
        <span class="item-more">{address ? `${code} · ${address}` : code}</span>
        {of.origin === 'added' && <span class="item-more">{w.spot.added}</span>}
      </span>
      <span class="item-end">
        <span class={state === 'filed' ? s.inspFiled : state === 'todo' ? s.inspTodo : s.inspLost}>
          {state === 'filed' && outcome !== null ? w.finding.outcome[outcome] : w.spot.state[state]}
        </span>
        {assigneeName !== null && <span class="quiet">{assigneeName}</span>}
        {of.isLate && <span class="quiet">{w.spot.late}</span>}
      </span>
    </button>
  );
}
