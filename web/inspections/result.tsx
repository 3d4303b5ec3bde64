import { readResult, type Asked, type InspectionResult } from '../../shared/inspectionResults.ts';
import type { InspectionPlan } from '../../shared/inspections.ts';
import { readQuestionnaire } from '../../shared/questionnaires.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import { call } from '../api.ts';
import { count, percent } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { contradictionText } from '../ui/contradictionWords.ts';
import { may } from '../ui/me.ts';
import { go, select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { AnswerBars } from './answerBars.tsx';
import { resultRows, resultTable } from './resultTable.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

/** What the sample proves so far: its sentence first, then what does not fit, the judge by the shops, and the answers. */
export function Result({ plan }: { plan: InspectionPlan }) {
  const w = words.value;
  const { planId, questionnaire } = plan;
  const asked = useAsked(`${planId} ${JSON.stringify(plan.cases)}`, async (signal) => {
    const [result, questions] = await Promise.all([
      call(readResult, { params: { planId }, signal }),
      questionnaire &&
        call(readQuestionnaire, {
          params: { questionnaireId: questionnaire.id, version: questionnaire.version },
          signal,
        }),
    ]);
    return { result, questions: questions?.content ?? null };
  });
  const known = asked.value;
  return (
    <section class="section">
      <h2 class={s.inspPartHead}>
        {w.result.title}
        {known && (
          <ExportMenu
            of={{
              table: resultTable,
              rows: () => resultRows(known.result, known.questions, words.value, language.value),
              named: [plan.title],
            }}
            label={w.result.table}
          />
        )}
      </h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!known && asked.error === undefined && <Skeleton rows={3} />}
      {known && <Said plan={plan} result={known.result} questions={known.questions} />}
    </section>
  );
}

interface SaidProps {
  plan: InspectionPlan;
  result: InspectionResult;
  questions: Questionnaire | null;
}

function Said({ plan, result, questions }: SaidProps) {
  const w = words.value.result;
  const l = language.value;
  const { whole, withoutPosition, contradictions, points } = result;
  const n = (value: number) => count(value, l);
  return (
    <div class={s.inspForm}>
      <div class={s.inspProves}>
        <p>{w.drawn[plan.counts](n(whole.drawn), n(whole.of))}</p>
        <p>{w.sofar(n(whole.upheld), n(whole.open), n(whole.unknown))}</p>
        <strong>{w.bounds(n(whole.atLeast), n(whole.atMost), n(whole.of))}</strong>
      </div>
      <p class="quiet">{w.worst}</p>
      {withoutPosition > 0 && <p class="quiet">{w.withoutPosition(withoutPosition, n(withoutPosition))}</p>}
      <Strata of={result} />
      <h3>{w.questions}</h3>
      {contradictions.length === 0 && <p class="quiet">{w.fits}</p>}
      {contradictions.some(({ word }) => word === null) && may('inspections.settle') && (
        <button type="button" class="link flush" onClick={() => go({ inspectionId: null, state: 'contradictions' })}>
          {words.value.settle.toQueue}
        </button>
      )}
      <ul class={s.inspAsked}>
        {contradictions.map((one, i) => (
          <Question key={i} of={one} />
        ))}
      </ul>
      <Judge of={result} />
      {questions && result.filed > 0 && <AnswerBars of={result.answers} questions={questions} />}
      {points !== null && <p>{w.points(percent(points, l))}</p>}
    </div>
  );
}

function Strata({ of: { strata } }: { of: InspectionResult }) {
  const w = words.value.result;
  const l = language.value;
  if (strata.length === 0) return null;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {[w.stratum, w.of, w.sample, w.upheld, w.open, w.unknown, w.atLeast, w.atMost].map((head, i) => (
              <th key={head} scope="col" class={i > 0 ? 'figure' : ''}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {strata.map((one) => (
            <tr key={one.stratum}>
              <th scope="row">{one.stratum || words.value.sampling.noStratum}</th>
              {[one.of, one.drawn, one.upheld, one.open, one.unknown, one.atLeast, one.atMost].map((value, i) => (
                <td key={i} class="figure">
                  {count(value, l)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Question({ of }: { of: Asked }) {
  const w = words.value;
  return (
    <li>
      <button type="button" class="link flush" onClick={() => select({ kind: 'case', id: of.caseId })}>
        {`${of.code} ${of.name}`}
      </button>
      <p>{contradictionText(of.what, of.numbers)}</p>
      <p class="quiet">{`${w.about[of.about]} · ${of.word ? w.settled[of.word] : w.settle.notYet}`}</p>
    </li>
  );
}

/** Two by two, and what is not known: the only measurement of the judge's own errors in the field. */
function Judge({ of: { judge, errors } }: { of: InspectionResult }) {
  const w = words.value.result;
  const l = language.value;
  const { validNotSeen, doubtedSeen } = errors;
  return (
    <>
      <h3>{w.judge}</h3>
      <p class="quiet">{w.judgeLead}</p>
      <table>
        <thead>
          <tr>
            <td />
            {(['seen', 'notSeen', 'unknown'] as const).map((said) => (
              <th key={said} scope="col" class="figure">
                {w.said[said]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['valid', 'doubted'] as const).map((word) => (
            <tr key={word}>
              <th scope="row">{w.judged[word]}</th>
              {(['seen', 'notSeen', 'unknown'] as const).map((said) => (
                <td key={said} class="figure">
                  {count(judge[word][said], l)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {validNotSeen && <p>{w.validNotSeen(percent(validNotSeen.low, l), percent(validNotSeen.high, l))}</p>}
      {doubtedSeen && <p>{w.doubtedSeen(percent(doubtedSeen.low, l), percent(doubtedSeen.high, l))}</p>}
    </>
  );
}
