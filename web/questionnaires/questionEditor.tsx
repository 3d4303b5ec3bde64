import { worded, type Condition, type Option, type Question } from '../../shared/questions.ts';
import { count } from '../format.ts';
import { questionWords } from '../ui/questionWords.ts';
import { language } from '../ui/words.ts';
import { WordedFields } from './wordedFields.tsx';
import type { QuestionnaireWork } from './work.ts';
import { words } from './words.ts';
import s from './questionnaires.module.css';

/** The fields of one question. */
export function QuestionEditor({ work, at }: { work: QuestionnaireWork; at: number }) {
  const w = words.value.form;
  const question = work.content.value.questions[at]!;
  // of the question as it is by then, not as it was drawn: leaving one field and choosing in the next come at once
  const put = (next: object) => work.put(at, { ...work.content.peek().questions[at]!, ...next } as Question);
  return (
    <div class={s.formFields}>
      <WordedFields name={w.label} of={question.label} onChange={(label) => put({ label: label ?? {} })} />
      <WordedFields name={w.hint} of={question.hint} onChange={(hint) => put({ hint })} />
      <label>
        {w.key}
        <input
          value={question.key}
          spellcheck={false}
          onChange={(event) => put({ key: event.currentTarget.value.trim() })}
        />
      </label>
      {question.kind !== 'note' && (
        <>
          <label class="check">
            <input
              type="checkbox"
              checked={question.required}
              onChange={(event) => put({ required: event.currentTarget.checked })}
            />
            {w.required}
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={question.na === true}
              onChange={(event) => put({ na: event.currentTarget.checked || undefined })}
            />
            {w.na}
          </label>
        </>
      )}
      <Numbers question={question} put={put} />
      {'options' in question && (
        <Options name={w.options} options={question.options} onChange={(options) => put({ options })} />
      )}
      {question.kind === 'table' && (
        <Options name={w.rows} isPlain options={question.rows} onChange={(rows) => put({ rows })} />
      )}
      <When above={work.content.value.questions.slice(0, at)} when={question.when} onChange={(when) => put({ when })} />
      {work.content.value.questions.length > 1 && (
        <button type="button" onClick={() => work.remove(at)}>
          {w.remove}
        </button>
      )}
    </div>
  );
}

const numbersOf: Partial<Record<Question['kind'], readonly ('points' | 'steps' | 'least' | 'most')[]>> = {
  yesNo: ['points'],
  scale: ['steps', 'points'],
  number: ['least', 'most'],
  table: ['least', 'most'],
};

function Numbers({ question, put }: { question: Question; put: (next: object) => void }) {
  const w = words.value.form;
  const values = question as Partial<Record<string, unknown>>;
  return (
    <div class={s.formTools}>
      {(numbersOf[question.kind] ?? []).map((name) => (
        <label key={name}>
          {w[name]}
          <NumberField value={values[name]} onChange={(value) => put({ [name]: value })} />
        </label>
      ))}
    </div>
  );
}

function NumberField({
  value,
  label,
  onChange,
}: {
  value: unknown;
  label?: string;
  onChange: (value: number | undefined) => void;
}) {
  return (
    <input
      type="number"
      step="any"
      class={s.formNumber}
      aria-label={label}
      value={typeof value === 'number' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.valueAsNumber)}
    />
  );
}

interface OptionsProps {
  name: string;
  options: readonly Option[];
  /** Rows of a table have neither points nor photos. */
  isPlain?: boolean;
  onChange: (next: Option[]) => void;
}

interface OptionFieldsProps {
  option: Option;
  no: string;
  isPlain: boolean;
  onPut: (next: object) => void;
  onRemove: (() => void) | null;
}

function OptionFields({ option, no, isPlain, onPut, onRemove }: OptionFieldsProps) {
  const w = words.value.form;
  return (
    <div class={s.formOption}>
      <WordedFields name={w.optionLabel(no)} of={option.label} onChange={(label) => onPut({ label: label ?? {} })} />
      <div class={s.formTools}>
        <input
          aria-label={w.optionKey(no)}
          value={option.key}
          spellcheck={false}
          onChange={(event) => onPut({ key: event.currentTarget.value.trim() })}
        />
        {!isPlain && (
          <NumberField label={w.optionPoints(no)} value={option.points} onChange={(points) => onPut({ points })} />
        )}
        {!isPlain && (
          <label class="check">
            <input
              type="checkbox"
              checked={option.needsPhoto === true}
              onChange={(event) => onPut({ needsPhoto: event.currentTarget.checked || undefined })}
            />
            {w.needsPhoto}
          </label>
        )}
        {onRemove && (
          <button type="button" class="plain" aria-label={w.removeOption(no)} onClick={onRemove}>
            ×
          </button>
        )}
      </div>
    </div>
  );
}

function Options({ name, options, isPlain = false, onChange }: OptionsProps) {
  const w = words.value.form;
  const l = language.value;
  const put = (at: number, next: object) =>
    onChange(options.map((other, i) => (i === at ? ({ ...other, ...next } as Option) : other)));
  const add = () => {
    const taken = new Set(options.map(({ key }) => key));
    let n = options.length + 1;
    while (taken.has(`o${n}`)) n++;
    onChange([
      ...options,
      { key: `o${n}`, label: { zh: words.in('zh').form.newOption, en: words.in('en').form.newOption } },
    ]);
  };
  return (
    <fieldset class={s.formOptions}>
      <legend>{name}</legend>
      {options.map((option, i) => {
        const no = count(i + 1, l);
        return (
          <OptionFields
            key={i}
            option={option}
            no={no}
            isPlain={isPlain}
            onPut={(next) => put(i, next)}
            onRemove={options.length > 1 ? () => onChange(options.filter((_, k) => k !== i)) : null}
          />
        );
      })}
      <button type="button" onClick={add}>
        {w.addOption}
      </button>
    </fieldset>
  );
}

interface WhenProps {
  above: readonly Question[];
  when: Condition | undefined;
  onChange: (next: Condition | undefined) => void;
}

/** The usual condition: an answer above. What is made of several comes in and leaves by XLSForm. */
function When({ above, when, onChange }: WhenProps) {
  const w = words.value.form;
  const l = language.value;
  const askable = above.filter(({ kind }) => kind === 'yesNo' || kind === 'one' || kind === 'many');
  const simple = when && ('is' in when || 'has' in when) ? when : null;
  const asked = askable.find(({ key }) => key === simple?.q);
  if (when && !asked) return <p class="quiet">{w.otherCondition}</p>;
  if (askable.length === 0) return null;
  const choose = (question: Question | undefined, value?: string) => {
    const first = question && valuesOf(question)[0]?.value;
    const chosen = value ?? first;
    if (!question || chosen === undefined) onChange(undefined);
    else if (question.kind === 'many') onChange({ q: question.key, has: chosen });
    else onChange({ q: question.key, is: question.kind === 'yesNo' ? chosen === 'yes' : chosen });
  };
  const value =
    simple &&
    ('has' in simple ? simple.has : simple.is === true ? 'yes' : simple.is === false ? 'no' : String(simple.is));
  return (
    <div class={s.formTools}>
      <label>
        {w.when}
        <select
          value={asked?.key ?? ''}
          onChange={(event) => choose(askable.find(({ key }) => key === event.currentTarget.value))}
        >
          <option value="">{w.always}</option>
          {askable.map(({ key, label }) => (
            <option key={key} value={key}>
              {worded(label, l)}
            </option>
          ))}
        </select>
      </label>
      {asked && (
        <label>
          {w.whenIs}
          <select value={value ?? ''} onChange={(event) => choose(asked, event.currentTarget.value)}>
            {valuesOf(asked).map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function valuesOf(question: Question): { value: string; label: string }[] {
  const { yes, no } = questionWords.value.question;
  if (question.kind === 'yesNo')
    return [
      { value: 'yes', label: yes },
      { value: 'no', label: no },
    ];
  return 'options' in question
    ? question.options.map(({ key, label }) => ({ value: key, label: worded(label, language.value) }))
    : [];
}
