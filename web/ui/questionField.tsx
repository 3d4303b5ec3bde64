import type { ComponentChildren } from 'preact';
import { photoKey, worded, type Answer, type Answers, type Option, type Question } from '../../shared/questions.ts';
import { photosAsked, type AnswerFault } from '../../shared/reach.ts';
import { questionWords } from './questionWords.ts';
import { language } from './words.ts';
import './styles/question.css';

export interface Asking {
  question: Question;
  answers: Answers;
  /** `undefined`: the answer is taken back. */
  onAnswer: (key: string, answer: Answer | undefined) => void;
  fault?: AnswerFault | undefined;
  /** How photos are taken, where they can be. */
  Photos?: (of: { of: string; name: string; sha256s: string[] }) => ComponentChildren;
}

/** The photos that an answer names. */
export const namedIn = (answer: Answer | undefined): string[] => (Array.isArray(answer) ? answer.map(String) : []);

/** One question as an inspector is asked it; the builder's preview is the same. */
export function QuestionField(asking: Asking) {
  const { question, answers, onAnswer, fault, Photos } = asking;
  const l = language.value;
  const w = questionWords.value.question;
  const { key, hint, kind, required, na, check } = question;
  const label = worded(question.label, l);
  const answer = answers[key];
  const isNa = answer === null;
  if (kind === 'note') return <p class="question-note">{label}</p>;
  const photos = (of: string) => Photos?.({ of, name: label, sha256s: namedIn(answers[of]) });
  return (
    <fieldset class="question" aria-describedby={fault ? `fault-${key}` : undefined}>
      <legend>
        {label}
        {required && <span class="question-must">{w.required}</span>}
      </legend>
      {hint && <p class="quiet">{worded(hint, l)}</p>}
      {!isNa && kind === 'photo' && (photos(key) ?? <p class="quiet">{w.photoHere}</p>)}
      {!isNa && kind !== 'photo' && <Ways {...asking} name={label} />}
      {!isNa && photosAsked(question, answer) && (photos(photoKey(key)) ?? <p class="quiet">{w.photoHere}</p>)}
      {na && (
        <label class="check">
          <input
            type="checkbox"
            checked={isNa}
            onChange={(event) => onAnswer(key, event.currentTarget.checked ? null : undefined)}
          />
          {w.na}
        </label>
      )}
      {fault && (
        <p class="warn" id={`fault-${key}`} role="alert">
          {(fault === 'CHECK' && worded(check?.message, l)) || w.fault[fault]}
        </p>
      )}
    </fieldset>
  );
}

function Ways({ question, answers, onAnswer, name }: Asking & { name: string }) {
  const w = questionWords.value.question;
  const { key } = question;
  const answer = answers[key];
  const set = (next: Answer | undefined) => onAnswer(key, next);
  switch (question.kind) {
    case 'yesNo':
      return (
        <Choices
          name={key}
          options={[
            { key: 'yes', label: w.yes },
            { key: 'no', label: w.no },
          ]}
          chosen={typeof answer === 'boolean' ? [answer ? 'yes' : 'no'] : []}
          onChoose={(one) => set(one === 'yes')}
        />
      );
    case 'one':
      return (
        <Choices
          name={key}
          options={said(question.options)}
          chosen={typeof answer === 'string' ? [answer] : []}
          onChoose={set}
        />
      );
    case 'many': {
      const chosen = Array.isArray(answer) ? answer.map(String) : [];
      const turn = (one: string) => {
        const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
        set(next.length > 0 ? next : undefined);
      };
      return <Choices name={key} isMany options={said(question.options)} chosen={chosen} onChoose={turn} />;
    }
    case 'scale':
      return <Scale name={key} steps={question.steps} answer={answer} onAnswer={set} />;
    case 'number':
      return <NumberInput name={name} value={answer} onValue={set} />;
    case 'day':
    case 'text':
      return <Text name={name} isDay={question.kind === 'day'} answer={answer} onAnswer={set} />;
    case 'table':
      return <Cells rows={said(question.rows)} answer={answer} onAnswer={set} />;
    default:
      return null;
  }
}

interface Shown {
  key: string;
  label: string;
}
function said(options: readonly Option[]): Shown[] {
  return options.map(({ key, label }) => ({ key, label: worded(label, language.value) }));
}

function Text({
  name,
  isDay,
  answer,
  onAnswer,
}: {
  name: string;
  isDay: boolean;
  answer: Answer | undefined;
  onAnswer: (text: string | undefined) => void;
}) {
  const value = typeof answer === 'string' ? answer : '';
  const take = (event: { currentTarget: { value: string } }) => onAnswer(event.currentTarget.value || undefined);
  if (isDay) return <input type="date" aria-label={name} value={value} onInput={take} />;
  return <textarea rows={3} aria-label={name} value={value} onInput={take} />;
}

function Scale({
  name,
  steps,
  answer,
  onAnswer,
}: {
  name: string;
  steps: number;
  answer: Answer | undefined;
  onAnswer: (step: number) => void;
}) {
  const options = Array.from({ length: steps }, (_, i) => ({ key: String(i + 1), label: String(i + 1) }));
  const chosen = typeof answer === 'number' ? [String(answer)] : [];
  return <Choices name={name} isRow options={options} chosen={chosen} onChoose={(one) => onAnswer(Number(one))} />;
}

interface ChoicesProps {
  name: string;
  options: readonly Shown[];
  chosen: readonly string[];
  isMany?: boolean;
  isRow?: boolean;
  onChoose: (key: string) => void;
}

function Choices({ name, options, chosen, isMany = false, isRow = false, onChoose }: ChoicesProps) {
  return (
    <div class={isRow ? 'question-ways is-row' : 'question-ways'}>
      {options.map(({ key, label }) => (
        <label key={key} class="question-way">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(key)}
            onChange={() => onChoose(key)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}

interface NumberProps {
  name: string;
  value: unknown;
  onValue: (value: number | undefined) => void;
}

/** Full-width digits are what a Chinese keyboard writes: they are read as the digits they are. */
function NumberInput({ name, value, onValue }: NumberProps) {
  const read = (text: string) => {
    const number = Number(text.normalize('NFKC').trim());
    onValue(text.trim() !== '' && Number.isFinite(number) ? number : undefined);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={name}
      value={typeof value === 'number' ? String(value) : ''}
      onChange={(event) => read(event.currentTarget.value)}
    />
  );
}

function Cells({
  rows,
  answer,
  onAnswer,
}: {
  rows: readonly Shown[];
  answer: Answer | undefined;
  onAnswer: (next: Answer | undefined) => void;
}) {
  const cells = typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer : {};
  return (
    <div class="question-ways">
      {rows.map(({ key, label }) => (
        <label key={key} class="question-cell">
          <span>{label}</span>
          <NumberInput
            name={label}
            value={cells[key]}
            onValue={(value) => {
              const { [key]: _, ...others } = cells;
              const next = value === undefined ? others : { ...others, [key]: value };
              onAnswer(Object.keys(next).length > 0 ? next : undefined);
            }}
          />
        </label>
      ))}
    </div>
  );
}
