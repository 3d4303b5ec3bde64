import { useEffect } from 'preact/hooks';
import { readInspection, type InspectionPlan } from '../../shared/inspections.ts';
import { listCases, type InspectionCase } from '../../shared/inspectionCases.ts';
import { call } from '../api.ts';
import { count, dayName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { language } from '../ui/words.ts';
import { Cases } from './cases.tsx';
import { DrawNow } from './drawNow.tsx';
import { FrameFacts, VoidedFrames } from './frameFacts.tsx';
import { Freeze } from './freeze.tsx';
import { BackToList } from './part.tsx';
import { Result } from './result.tsx';
import { listSheet } from './sheets.ts';
import { shownCases } from './shown.ts';
import { words } from './words.ts';

/** One inspection: what is to be done next with it first, then its cases, then how they were drawn. */
export function PlanPanel({ planId }: { planId: string }) {
  const asked = useAsked(planId, async (signal) => {
    const [plan, { items: cases }] = await Promise.all([
      call(readInspection, { params: { planId }, signal }),
      call(listCases, { params: { planId }, signal }),
    ]);
    return { plan, cases };
  });
  const known = asked.value;
  useEffect(() => {
    if (known) shownCases.now.peek()?.show(planId, known.cases);
  }, [known]);
  useSheet(() => (known ? listSheet(known.plan, known.cases, speechNow(words.value), filedNow()) : null));
  return (
    <>
      <Head plan={known?.plan} cases={known?.cases ?? []} />
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!known && asked.error === undefined && <Skeleton rows={6} />}
        {known && <Body plan={known.plan} cases={known.cases} onChange={asked.again} />}
      </div>
    </>
  );
}

function Head({ plan, cases }: { plan: InspectionPlan | undefined; cases: readonly InspectionCase[] }) {
  const w = words.value;
  const l = language.value;
  return (
    <header class="panel-head">
      <BackToList title={plan?.title ?? w.inspections.title}>
        {cases.length > 0 && <PrintButton label={w.spot.list} />}
      </BackToList>
      {plan && (
        <p class="quiet">
          {`${plan.unitName} · ${w.inspections.kind[plan.kind]} · ${w.inspections.state[plan.state]} · ${w.inspections.due(dayName(plan.dueDay, l))}`}
        </p>
      )}
      {plan && cases.length > 0 && (
        <p class="sentence">
          {w.spot.sentence(
            count(plan.cases.filed, l),
            count(plan.cases.drawn + plan.cases.added, l),
            plan.cases.removed,
            count(plan.cases.removed, l),
          )}
        </p>
      )}
    </header>
  );
}

interface BodyProps {
  plan: InspectionPlan;
  cases: readonly InspectionCase[];
  onChange: () => void;
}

function Body({ plan, cases, onChange }: BodyProps) {
  const frame = plan.frames.at(-1);
  const isToFreeze = plan.state === 'draft' || plan.state === 'void';
  const isDrawn = plan.state === 'drawn' || plan.state === 'closed';
  const hasResult = isDrawn && plan.cases.filed > 0 && (plan.state === 'closed' || may('inspections.plan'));
  return (
    <>
      {isToFreeze && may('inspections.plan') && <Freeze plan={plan} onDone={onChange} />}
      {plan.state === 'frozen' && <DrawNow plan={plan} frame={frame!} onDone={onChange} />}
      {isDrawn && <Cases plan={plan} cases={cases} onChange={onChange} />}
      {hasResult && <Result plan={plan} />}
      {frame && !frame.voided && <FrameFacts plan={plan} frame={frame} onChange={onChange} />}
      <VoidedFrames plan={plan} />
    </>
  );
}
