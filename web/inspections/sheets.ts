// Pure: an inspection on paper: the list for the way, and a case on one page, filled in or to be filled in with a pen.
import type { InspectionCase, WholeCase } from '../../shared/inspectionCases.ts';
import type { InspectionPlan } from '../../shared/inspections.ts';
import { worded, type Question, type Questionnaire } from '../../shared/questions.ts';
import { count, dateTime, dayName, type Language } from '../format.ts';
import { e, facts, paperTable, sheetHead, type Sheet } from '../ui/print/html.ts';
import type { Filed, SpeechIn } from '../ui/print/speech.ts';
import { answerLines, scoreOf } from './answers.ts';
import type { words } from './words.ts';

type Speech = SpeechIn<typeof words.value>;

/** Whom to look at, in the order of the tickets, with the draw that chose them. */
export function listSheet(
  plan: InspectionPlan,
  cases: readonly InspectionCase[],
  { w, l, zone }: Speech,
  filed: Filed,
): Sheet {
  const frame = plan.frames.at(-1);
  const printed = w.case.printed(dateTime(filed.at, l, zone), filed.by);
  return {
    running: `${plan.unitName} · ${plan.title}`,
    html: [
      sheetHead(`${filed.orgName} · ${w.spot.list}`, plan.title, [plan.unitName, printed]),
      facts([
        [w.newInspection.due, dayName(plan.dueDay, l)],
        [w.newInspection.counts, w.inspections.counts[plan.counts]],
        ...(frame
          ? ([
              [w.draw.title, `${count(frame.take, l)} / ${count(frame.itemCount, l)}`],
              [w.draw.source, w.sampling.sources[frame.source]],
            ] as const)
          : []),
      ]),
      frame ? `<p class="paper-small">${e(w.draw.hash)} ${e(frame.sha256)}</p>` : '',
      frame?.seed ? `<p class="paper-small">${e(w.draw.seed)} ${e(frame.seed)}</p>` : '',
      paperTable(
        [
          { head: w.spot.pick, isFigure: true },
          { head: w.spot.retailer },
          { head: w.spot.address },
          { head: w.spot.inspector, isOptional: true },
          { head: w.spot.title },
          { head: w.spot.ticket },
        ],
        cases.map((one) => [
          one.pickNo === null ? '+' : String(one.pickNo),
          `${one.code} ${one.name}`,
          one.address ?? '',
          one.assigneeName ?? '',
          one.outcome === null ? w.spot.state[one.state] : w.finding.outcome[one.outcome],
          one.ticket?.slice(0, 12) ?? '',
        ]),
      ),
    ].join('\n'),
  };
}

/** A case on one page: with what was found, or with the questions and room for a pen. */
export function caseSheet(one: WholeCase, questions: Questionnaire | null, speech: Speech, filed: Filed): Sheet {
  const { w, l, zone } = speech;
  const found = one.findings[0];
  const printed = w.case.printed(dateTime(filed.at, l, zone), filed.by);
  const score = found?.outcome === 'met' && questions ? scoreOf(questions, found.answers) : null;
  return {
    running: `${one.unitName} · ${one.planTitle} · ${one.code}`,
    html: [
      sheetHead(`${filed.orgName} · ${w.spot.sheet}`, one.name, [one.planTitle, printed]),
      facts([
        [w.spot.retailer, one.code],
        [w.spot.address, one.address ?? '–'],
        [w.spot.inspector, found?.inspectorName ?? one.assigneeName ?? ''],
        ...(one.repName === null ? [] : ([[w.spot.rep, one.repName]] as const)),
        ...(one.pickNo === null ? [] : ([[w.spot.pick, String(one.pickNo)]] as const)),
        [w.finding.outcomeTitle, found ? w.finding.outcome[found.outcome] : boxes(Object.values(w.finding.outcome))],
        ...(found ? ([[w.finding.title, dateTime(found.receivedAt, l, zone)]] as const) : []),
        ...(score ? ([['', w.finding.score(count(score.points, l), count(score.most, l))]] as const) : []),
      ]),
      questions ? asked(questions, found, speech) : '',
      `<h2>${e(w.finding.note)}</h2><p>${e(found?.note ?? '')}</p>${found ? '' : '<br><br>'}`,
      `<p class="paper-foot"><span>${e(w.spot.signInspector)} ____________</span><span>${e(w.spot.signShop)} ____________</span><span>${e(w.case.date)} ____________</span></p>`,
      one.ticket === null ? '' : `<p class="paper-small">${e(w.spot.ticket)} ${e(one.ticket)}</p>`,
    ].join('\n'),
  };
}

function asked(questions: Questionnaire, found: WholeCase['findings'][number] | undefined, { w, l }: Speech): string {
  const rows = found
    ? answerLines(questions, found.answers, w, l)
    : questions.questions.map((question) => [worded(question.label, l), ways(question, w, l)] as const);
  return paperTable([{ head: worded(questions.title, l) }, { head: '' }], rows);
}

/** What may be ticked. */
function ways(question: Question, w: Speech['w'], l: Language): string {
  if (question.kind === 'yesNo') return boxes([w.finding.yes, w.finding.no]);
  if (question.kind === 'one' || question.kind === 'many')
    return boxes(question.options.map(({ label }) => worded(label, l)));
  if (question.kind === 'table') return question.rows.map(({ label }) => `${worded(label, l)} ______`).join('  ');
  if (question.kind === 'scale') return boxes(Array.from({ length: question.steps }, (_, i) => String(i + 1)));
  return '';
}

const boxes = (options: readonly string[]): string => options.map((one) => `☐ ${one}`).join('  ');
