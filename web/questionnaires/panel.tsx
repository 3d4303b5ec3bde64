import { useSignal } from '@preact/signals';
import { defaultQuestionnaires } from '../../shared/defaultQuestionnaires.ts';
import {
  importQuestionnaire,
  listQuestionnaires,
  readQuestionnaire,
  type QuestionnaireVersion,
  type XlsFormFault,
} from '../../shared/questionnaires.ts';
import { worded, type Questionnaire } from '../../shared/questions.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { reasonSentence } from '../ui/reasons.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Builder } from './builder.tsx';
import { QuestionnaireWork } from './work.ts';
import { words } from './words.ts';
import s from './questionnaires.module.css';

/** What inspectors ask: a list, and the one that is opened. */
export function QuestionnairesScreen() {
  const work = useSignal<QuestionnaireWork | null>(null);
  if (work.value) return <Builder work={work.value} onClose={() => (work.value = null)} />;
  return <List onOpen={(opened) => (work.value = opened)} />;
}

type OnOpen = (work: QuestionnaireWork) => void;

function List({ onOpen }: { onOpen: OnOpen }) {
  const w = words.value.form;
  const asked = useAsked('questionnaires', (signal) => call(listQuestionnaires, { signal }));
  const { error, send } = useSending();
  const open = ({ questionnaireId, version }: QuestionnaireVersion) =>
    send(async () => {
      const whole = await call(readQuestionnaire, { params: { questionnaireId, version } });
      onOpen(new QuestionnaireWork(whole.content, whole));
    });
  return (
    <>
      <header class="panel-head">
        <h1 class="sentence">{w.title}</h1>
        <p class="quiet">{w.lead}</p>
        {may('questionnaires.edit') && <Begin onOpen={onOpen} />}
      </header>
      <div class="panel-body">
        {error.value !== null && <Failure error={error.value} />}
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!asked.value && asked.error === undefined && <Skeleton rows={6} />}
        {asked.value?.items.length === 0 && <p class="quiet pad">{w.none}</p>}
        <ul class={s.forms}>
          {asked.value?.items.map((one) => (
            <Item key={`${one.questionnaireId} ${one.version}`} of={one} onOpen={() => void open(one)} />
          ))}
        </ul>
      </div>
    </>
  );
}

function Item({ of, onOpen }: { of: QuestionnaireVersion; onOpen: () => void }) {
  const w = words.value.form;
  const l = language.value;
  const title = worded(of.title, l);
  const { questionnaireId, version } = of;
  return (
    <li class={of.isNewest || of.state === 'draft' ? '' : s.formOld}>
      <button type="button" class="link flush" onClick={onOpen}>
        {title}
      </button>
      <p class="quiet">
        {`${w.state[of.state]} · ${w.about(count(version, l), of.questionCount, count(of.questionCount, l), of.changedBy)}`}
      </p>
      <a
        href={`/api/v1/questionnaires/${questionnaireId}/${version}/export`}
        download
        aria-label={`${w.export}: ${title} ${version}`}
      >
        {w.export}
      </a>
    </li>
  );
}

type Usual = keyof typeof defaultQuestionnaires | 'empty';

function Begin({ onOpen }: { onOpen: OnOpen }) {
  const w = words.value.form;
  const l = language.value;
  const usual = useSignal<Usual>('marketCheck');
  const faults = useSignal<readonly XlsFormFault[]>([]);
  const { error, send } = useSending();
  const begin = (content: Questionnaire) => onOpen(new QuestionnaireWork(content, null));
  const read = (file: File) =>
    send(async () => {
      const { content, faults: found } = await call(importQuestionnaire, { body: file });
      faults.value = found;
      if (content) begin(content);
    });
  return (
    <div class={s.formTools}>
      <label>
        {w.begin}
        <select value={usual.value} onChange={(event) => (usual.value = event.currentTarget.value as Usual)}>
          {(['marketCheck', 'phoneCheck', 'followUpVisit', 'empty'] as const).map((one) => (
            <option key={one} value={one}>
              {w[one]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="primary"
        onClick={() => begin(usual.value === 'empty' ? empty() : defaultQuestionnaires[usual.value])}
      >
        {w.make}
      </button>
      <label>
        {w.import}
        <input
          type="file"
          accept=".xlsx"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void read(file);
          }}
        />
      </label>
      {error.value !== null && <Failure error={error.value} />}
      {faults.value.length > 0 && (
        <div role="alert">
          <p class="warn">{w.notRead}</p>
          <ul>
            {faults.value.map(({ sheet, row, reason }, i) => (
              <li key={i}>{w.row(sheet, count(row, l), reasonSentence(reason) ?? '')}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function empty(): Questionnaire {
  const [zh, en] = [words.in('zh').form, words.in('en').form];
  return {
    title: { zh: zh.newTitle, en: en.newTitle },
    questions: [{ key: 'q1', label: { zh: zh.newQuestion, en: en.newQuestion }, required: true, kind: 'yesNo' }],
  };
}
