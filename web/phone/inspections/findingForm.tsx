import { useSignal } from '@preact/signals';
import { Outcome } from '../../../shared/findings.ts';
import { worded, type Answer, type Questionnaire } from '../../../shared/questions.ts';
import { reach } from '../../../shared/reach.ts';
import { namedIn, QuestionField } from '../../ui/questionField.tsx';
import { select } from '../../ui/navigate.ts';
import { language } from '../../ui/words.ts';
import { Here, pressNow } from './here.tsx';
import { missingIn, type Draft } from './filing.ts';
import { change, drafts, file, isUnkept, questionsOf } from './inspecting.ts';
import { Photos } from './photos.tsx';
import { inspectWords } from './words.ts';
import s from '../phone.module.css';
import c from './inspecting.module.css';

/** What was found: how it went first, then the questions. Each change is on the phone's disk before the next. */
export function FindingForm({ draft }: { draft: Draft }) {
  const w = inspectWords.value.inspect;
  const isChecked = useSignal(false);
  const questions = questionsOf(draft.of);
  const missing = missingIn(draft, questions);
  const isCall = draft.of.kind === 'phone';
  const edit = (more: Partial<Draft>) =>
    void change({ ...drafts.peek().get(draft.caseId)!, ...more }).catch(() => undefined);
  const leave = async () => {
    isChecked.value = true;
    if (missing === null || missing.length > 0) return;
    try {
      await file(drafts.peek().get(draft.caseId)!, isCall ? null : pressNow());
    } catch {
      isUnkept.value = true;
      return;
    }
    select(null);
  };
  return (
    <form
      class={c.caseForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void leave();
      }}
    >
      <Outcomes chosen={draft.outcome} onChoose={(outcome) => edit({ outcome })} />
      {draft.outcome === 'met' && questions && (
        <Questions questions={questions} draft={draft} isChecked={isChecked.value} />
      )}
      {draft.outcome !== null && draft.outcome !== 'met' && (
        <fieldset class="question">
          <legend>{w.showIt}</legend>
          <Photos name={w.showIt} draft={draft} listed={({ loose }) => loose} put={(loose) => ({ loose })} />
        </fieldset>
      )}
      <label class="field">
        {w.note}
        <textarea
          rows={2}
          maxLength={2000}
          value={draft.note}
          onInput={(event) => edit({ note: event.currentTarget.value })}
        />
      </label>
      {isChecked.value && <Missing missing={missing} questions={questions} />}
      {isCall ? (
        <Leave name={w.fileCall} />
      ) : (
        <Here of={draft.of}>
          <Leave name={w.file} />
        </Here>
      )}
    </form>
  );
}

function Leave({ name }: { name: string }) {
  return (
    <button type="submit" class={`primary ${s.big}`}>
      {name}
    </button>
  );
}

function Outcomes({ chosen, onChoose }: { chosen: Outcome | null; onChoose: (outcome: Outcome) => void }) {
  const w = inspectWords.value.inspect;
  return (
    <fieldset class="question">
      <legend>{w.outcomeTitle}</legend>
      <div class="question-ways">
        {Outcome.options.map((one) => (
          <label key={one} class="question-way">
            <input type="radio" name="outcome" checked={chosen === one} onChange={() => onChoose(one)} />
            {w.outcome[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Questions({ questions, draft, isChecked }: { questions: Questionnaire; draft: Draft; isChecked: boolean }) {
  const l = language.value;
  const { visible, errors } = reach(questions, draft.answers);
  const faultOf = (key: string) => (isChecked ? errors.find((error) => error.key === key)?.fault : undefined);
  const answered = (key: string, answer: Answer | undefined): Partial<Draft> => {
    const { [key]: _, ...others } = drafts.peek().get(draft.caseId)!.answers;
    return { answers: answer === undefined ? others : { ...others, [key]: answer } };
  };
  const onAnswer = (key: string, answer: Answer | undefined) =>
    void change({ ...drafts.peek().get(draft.caseId)!, ...answered(key, answer) }).catch(() => undefined);
  return (
    <>
      {questions.lead && <p class="quiet">{worded(questions.lead, l)}</p>}
      {questions.questions
        .filter(({ key }) => visible.includes(key))
        .map((question) => (
          <QuestionField
            key={question.key}
            question={question}
            answers={draft.answers}
            fault={faultOf(question.key)}
            onAnswer={onAnswer}
            Photos={({ of, name }) => (
              <Photos
                name={name}
                draft={draft}
                listed={({ answers }) => namedIn(answers[of])}
                put={(next) => answered(of, next.length > 0 ? [...next] : undefined)}
              />
            )}
          />
        ))}
    </>
  );
}

/** Each question that is not answered yet, by its name. */
function Missing({ missing, questions }: { missing: ReturnType<typeof missingIn>; questions: Questionnaire | null }) {
  const w = inspectWords.value.inspect;
  const l = language.value;
  if (missing === null)
    return (
      <p class="warn" role="alert">
        {w.missingOutcome}
      </p>
    );
  if (missing.length === 0) return null;
  const names = [...new Set(missing.map(({ key }) => key))].map((key) =>
    worded(questions?.questions.find((question) => question.key === key)?.label, l),
  );
  return (
    <p class="warn" role="alert">
      {w.missing(names.join(' · '))}
    </p>
  );
}
