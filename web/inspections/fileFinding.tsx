import { useSignal, type Signal } from '@preact/signals';
import { fileFinding, Outcome, putPhotoPart } from '../../shared/findings.ts';
import type { WholeCase } from '../../shared/inspectionCases.ts';
import { worded, type Answer, type Answers, type Questionnaire } from '../../shared/questions.ts';
import { answersToFile, photosIn, reach } from '../../shared/reach.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { partsOf, type Photo } from '../ui/photo.ts';
import { namedIn, QuestionField } from '../ui/questionField.tsx';
import { useSending } from '../ui/sending.ts';
import { uuid7 } from '../ui/uuid7.ts';
import { language } from '../ui/words.ts';
import { PhotoChoice } from './photoChoice.tsx';
import { words } from './words.ts';
import { NoteField } from '../ui/noteField.tsx';
import s from './inspections.module.css';

interface Written {
  outcome: Outcome;
  answers: Answers;
  /** Photos that belong to no question. */
  loose: readonly string[];
  note: string;
}

/** What is sent: answers to questions that are asked, and no others. */
function bodyOf(asked: Questionnaire | null, { outcome, answers, loose, note }: Written) {
  const filed = asked ? answersToFile(asked, answers) : {};
  return {
    findingId: uuid7(nowMs(), crypto.getRandomValues(new Uint8Array(10))),
    outcome,
    answers: filed,
    photos: asked ? photosIn(asked, filed) : [...loose],
    note: note.trim() === '' ? null : note,
  };
}

interface FilingProps {
  of: WholeCase;
  questions: Questionnaire | null;
  onDone: () => void;
  onCancel: () => void;
}

/** A finding at the desk, from a call or from paper: how it went first, then the questions. */
export function FileFinding({ of, questions, onDone, onCancel }: FilingProps) {
  const w = words.value;
  const last = of.findings[0];
  const outcome = useSignal<Outcome>(last?.outcome ?? 'met');
  const answers = useSignal<Answers>((last?.answers ?? {}) as Answers);
  const note = useSignal(last?.note ?? '');
  const taken = useSignal<ReadonlyMap<string, Photo>>(new Map());
  const loose = useSignal<string[]>([]);
  const isChecked = useSignal(false);
  const { error, isBusy, send } = useSending();
  const asked = outcome.value === 'met' ? questions : null;
  const reached = asked && reach(asked, answers.value);
  const file = async () => {
    isChecked.value = true;
    if (reached && reached.errors.length > 0) return;
    const body = bodyOf(asked, {
      outcome: outcome.value,
      answers: answers.value,
      loose: loose.value,
      note: note.value,
    });
    const questionnaire = asked ? (last?.questionnaire ?? of.questionnaire) : null;
    if (await send(() => sendAll(of.caseId, { ...body, questionnaire }, taken.value))) onDone();
  };
  return (
    <form
      class={s.inspForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void file();
      }}
    >
      <Outcomes chosen={outcome} />
      {asked ? (
        <Questions asked={asked} answers={answers} taken={taken} isChecked={isChecked.value} />
      ) : (
        <LoosePhotos of={loose} taken={taken} />
      )}
      {!questions && <p class="quiet">{w.finding.noQuestions}</p>}
      <NoteField label={w.finding.note} note={note} most={2000} />
      {isChecked.value && reached && <Missing n={reached.errors.length} />}
      {error.value !== null && <Failure error={error.value} />}
      <div class={s.inspTools}>
        <button type="submit" class="primary" disabled={isBusy.value}>
          {w.finding.send}
        </button>
        <button type="button" class="link" onClick={onCancel}>
          {w.draw.cancel}
        </button>
      </div>
    </form>
  );
}

/** Photos of a shop that nobody could be asked in. */
function LoosePhotos({ of, taken }: { of: Signal<string[]>; taken: QuestionsProps['taken'] }) {
  const name = words.value.finding.title;
  return <PhotoChoice name={name} sha256s={of.value} taken={taken} change={(edit) => (of.value = edit(of.peek()))} />;
}

function Missing({ n }: { n: number }) {
  if (n === 0) return null;
  return (
    <p class="warn" role="alert">
      {words.value.finding.missing(n, count(n, language.value))}
    </p>
  );
}

function Outcomes({ chosen }: { chosen: Signal<Outcome> }) {
  const w = words.value.finding;
  return (
    <fieldset class={s.inspChoice}>
      <legend>{w.outcomeTitle}</legend>
      <div class={s.inspOutcomes}>
        {Outcome.options.map((one) => (
          <label key={one} class={s.inspWay}>
            <input type="radio" name="outcome" checked={chosen.value === one} onChange={() => (chosen.value = one)} />
            {w.outcome[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface QuestionsProps {
  asked: Questionnaire;
  answers: Signal<Answers>;
  taken: Signal<ReadonlyMap<string, Photo>>;
  isChecked: boolean;
}

/** The questions that are asked so far, and the points they come to. */
function Questions({ asked, answers, taken, isChecked }: QuestionsProps) {
  const w = words.value.finding;
  const l = language.value;
  const { visible, errors, points, most } = reach(asked, answers.value);
  const put = (key: string, answer: Answer | undefined) => {
    const { [key]: _, ...others } = answers.peek();
    answers.value = answer === undefined ? others : { ...others, [key]: answer };
  };
  return (
    <div role="group" aria-label={w.answersTitle}>
      {asked.lead && <p class="quiet">{worded(asked.lead, l)}</p>}
      {asked.questions
        .filter(({ key }) => visible.includes(key))
        .map((question) => (
          <QuestionField
            key={question.key}
            question={question}
            answers={answers.value}
            fault={isChecked ? errors.find(({ key }) => key === question.key)?.fault : undefined}
            onAnswer={put}
            Photos={({ of, ...photos }) => (
              <PhotoChoice
                {...photos}
                taken={taken}
                change={(edit) => {
                  const next = edit(namedIn(answers.peek()[of]));
                  put(of, next.length > 0 ? next : undefined);
                }}
              />
            )}
          />
        ))}
      {most > 0 && (
        <p class="quiet" role="status">
          {w.score(count(points, l), count(most, l))}
        </p>
      )}
    </div>
  );
}

type Body = Parameters<typeof call<typeof fileFinding>>[1] extends { body: infer B } ? B : never;

/** The finding first, then its photos a part at a time: no photo is the reason why a finding fails. */
async function sendAll(caseId: string, body: Body, taken: ReadonlyMap<string, Photo>): Promise<void> {
  const { photosMissing } = await call(fileFinding, { params: { caseId }, body });
  for (const sha256 of photosMissing) {
    const photo = taken.get(sha256);
    if (!photo) continue;
    const parts = partsOf(photo.bytes);
    for (const [i, part] of parts.entries())
      await call(putPhotoPart, {
        params: { sha256, part: i + 1 },
        query: { parts: parts.length, takenAt: photo.takenAt },
        body: new Blob([part]),
      });
  }
}
