import { useSignal } from '@preact/signals';
import { questionKinds, worded, type QuestionKind } from '../../shared/questions.ts';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { may, unit } from '../ui/me.ts';
import { reasonSentence } from '../ui/reasons.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Preview } from './preview.tsx';
import { QuestionEditor } from './questionEditor.tsx';
import { WordedFields } from './wordedFields.tsx';
import type { QuestionnaireWork } from './work.ts';
import { words } from './words.ts';
import s from './questionnaires.module.css';

/** A questionnaire with its questions in order, each to be opened and changed; what is missing; and how it looks on the phone. */
export function Builder({ work, onClose }: { work: QuestionnaireWork; onClose: () => void }) {
  const w = words.value.form;
  const l = language.value;
  const isPreview = useSignal(false);
  const content = work.content.value;
  const isMine = may('questionnaires.edit');
  const { stored } = work;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <button type="button" class="plain" onClick={onClose}>
            <Icon name="back" /> {w.back}
          </button>
        </div>
        <h1 class="sentence">{worded(content.title, l)}</h1>
        {stored.value && (
          <p class="quiet">
            {`${w.state[stored.value.state]} · ${w.about(count(stored.value.version, l), content.questions.length, count(content.questions.length, l), stored.value.changedBy)}`}
          </p>
        )}
        {isMine && <Deeds work={work} onClose={onClose} />}
        {!isMine && <p class="quiet">{w.readOnly}</p>}
        <button
          type="button"
          class="chip"
          aria-pressed={isPreview.value}
          onClick={() => (isPreview.value = !isPreview.value)}
        >
          {w.preview}
        </button>
      </header>
      <div class="panel-body">
        {isPreview.value || !isMine ? (
          <Preview work={work} />
        ) : (
          <div class={s.formFields}>
            <Missing work={work} />
            <WordedFields
              name={w.formTitle}
              of={content.title}
              onChange={(title) => work.change({ title: title ?? {} })}
            />
            <WordedFields name={w.formLead} of={content.lead} onChange={(lead) => work.change({ lead })} />
            <h2>{w.questions}</h2>
            <p class="quiet">{w.order}</p>
            <Questions work={work} />
            <Add work={work} />
          </div>
        )}
      </div>
    </>
  );
}

function Deeds({ work, onClose }: { work: QuestionnaireWork; onClose: () => void }) {
  const w = words.value.form;
  const { error, isBusy, send } = useSending();
  const said = useSignal<string | null>(null);
  const act = async (deed: () => Promise<void>, done: string) => {
    said.value = null;
    if (await send(deed)) said.value = done;
  };
  const isChanged = work.isChanged.value;
  const isPublished = work.stored.value?.state === 'published';
  return (
    <div class={s.formTools}>
      <button
        type="button"
        class={isChanged ? 'primary' : ''}
        disabled={isBusy.value || !isChanged}
        onClick={() => void act(() => work.save(unit.value!.unitId), w.saved)}
      >
        {w.save}
      </button>
      <button
        type="button"
        class={isChanged ? '' : 'primary'}
        disabled={isBusy.value || isChanged || isPublished || work.faults.value.length > 0}
        onClick={() => void act(() => work.publish(), w.published)}
      >
        {w.publish}
      </button>
      {work.stored.value?.state === 'draft' && (
        <button
          type="button"
          disabled={isBusy.value}
          onClick={() => void send(() => work.discard()).then((isDone) => isDone && onClose())}
        >
          {w.discard}
        </button>
      )}
      {isPublished && isChanged && <p class="quiet">{w.nextVersion}</p>}
      {said.value !== null && <p role="status">{said.value}</p>}
      {error.value !== null && <Failure error={error.value} />}
    </div>
  );
}

function Missing({ work }: { work: QuestionnaireWork }) {
  const w = words.value.form;
  const l = language.value;
  const missing = work.untranslated.value;
  return (
    <>
      {work.faults.value.length > 0 && (
        <div role="alert" class={s.formNote}>
          <strong>{w.faults}</strong>
          <ul>
            {work.faults.value.map((fault, i) => (
              <li key={i}>{reasonSentence({ ...fault })}</li>
            ))}
          </ul>
        </div>
      )}
      {missing.length > 0 && (
        <div class={s.formNote}>
          <strong>{w.untranslated(missing.length, count(missing.length, l))}</strong>
          <ul>
            {missing.map(({ key, of, language: lacks }, i) => (
              <li key={i}>{w.missing([key || w.formTitle, of].filter(Boolean).join(' '), lacks)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Questions({ work }: { work: QuestionnaireWork }) {
  const dragged = useSignal<number | null>(null);
  const { questions } = work.content.value;
  return (
    <ol class={s.formQuestions}>
      {questions.map((_, i) => {
        const isOpen = work.opened.value === i;
        return (
          <li
            key={i}
            draggable={!isOpen}
            onDragStart={() => (dragged.value = i)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged.value !== null && work.move(dragged.value, i)}
          >
            <Row work={work} at={i} />
            {isOpen && <QuestionEditor work={work} at={i} />}
          </li>
        );
      })}
    </ol>
  );
}

/** A question by its name; it is opened, and moved by buttons or with Alt and the arrows. */
function Row({ work, at: i }: { work: QuestionnaireWork; at: number }) {
  const w = words.value.form;
  const { questions } = work.content.value;
  const question = questions[i]!;
  const name = worded(question.label, language.value) || question.key;
  const isOpen = work.opened.value === i;
  return (
    <div class={s.formQuestion}>
      <Icon name="grip" size={16} />
      <button
        type="button"
        class="link flush grow"
        aria-expanded={isOpen}
        onClick={() => (work.opened.value = isOpen ? null : i)}
        onKeyDown={(event) => {
          const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
          if (!event.altKey || step === undefined) return;
          event.preventDefault();
          work.move(i, i + step);
          const row = event.currentTarget.closest('ol')?.children[i + step];
          row?.querySelector<HTMLElement>('button')?.focus();
        }}
      >
        {name}
      </button>
      <span class="quiet">{w.kinds[question.kind]}</span>
      <button
        type="button"
        class="plain"
        disabled={i === 0}
        aria-label={w.up(name)}
        onClick={() => work.move(i, i - 1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="plain"
        disabled={i === questions.length - 1}
        aria-label={w.down(name)}
        onClick={() => work.move(i, i + 1)}
      >
        ↓
      </button>
    </div>
  );
}

function Add({ work }: { work: QuestionnaireWork }) {
  const w = words.value.form;
  const [zh, en] = [words.in('zh').form, words.in('en').form];
  const kind = useSignal<QuestionKind>('yesNo');
  return (
    <div class={s.formTools}>
      <label>
        {w.kind}
        <select value={kind.value} onChange={(event) => (kind.value = event.currentTarget.value as QuestionKind)}>
          {questionKinds.map((one) => (
            <option key={one} value={one}>
              {w.kinds[one]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        onClick={() =>
          work.add(kind.value, { zh: zh.newQuestion, en: en.newQuestion }, { zh: zh.newOption, en: en.newOption })
        }
      >
        {w.add}
      </button>
    </div>
  );
}
