import { computed, signal } from '@preact/signals';
import { publishingFaults, untranslated } from '../../shared/questionnaireCheck.ts';
import {
  addQuestionnaire,
  changeQuestionnaire,
  discardQuestionnaire,
  publishQuestionnaire,
  type WholeQuestionnaire,
} from '../../shared/questionnaires.ts';
import type { Answers, Question, QuestionKind, Questionnaire } from '../../shared/questions.ts';
import { call } from '../api.ts';

/** A questionnaire as it is being changed; what is stored of it, if anything is. */
export class QuestionnaireWork {
  readonly content = signal<Questionnaire>(null as unknown as Questionnaire);
  readonly stored = signal<WholeQuestionnaire | null>(null);
  readonly isChanged = signal(true);
  /** The question whose fields are open. */
  readonly opened = signal<number | null>(null);
  /** What somebody tries out in the preview. */
  readonly answers = signal<Answers>({});
  readonly faults = computed(() => publishingFaults(this.content.value));
  readonly untranslated = computed(() => untranslated(this.content.value));

  constructor(content: Questionnaire, stored: WholeQuestionnaire | null) {
    this.content.value = content;
    this.#keep(stored);
  }

  get isDraft(): boolean {
    return this.stored.value?.state === 'draft';
  }

  change(part: Partial<Questionnaire>): void {
    this.content.value = { ...this.content.value, ...part };
    this.isChanged.value = true;
  }

  put(at: number, question: Question): void {
    this.change({ questions: this.content.value.questions.map((other, i) => (i === at ? question : other)) });
  }

  move(from: number, to: number): void {
    const questions = [...this.content.value.questions];
    if (to < 0 || to >= questions.length || from === to) return;
    questions.splice(to, 0, ...questions.splice(from, 1));
    this.change({ questions });
    this.opened.value = null;
  }

  add(kind: QuestionKind, label: { zh: string; en: string }, option: { zh: string; en: string }): void {
    const { questions } = this.content.value;
    const taken = new Set(questions.map(({ key }) => key));
    let n = questions.length + 1;
    while (taken.has(`q${n}`)) n++;
    this.change({ questions: [...questions, fresh(kind, `q${n}`, label, option)] });
    this.opened.value = questions.length;
  }

  remove(at: number): void {
    this.change({ questions: this.content.value.questions.filter((_, i) => i !== at) });
    this.opened.value = null;
  }

  async save(unitId: string): Promise<void> {
    const content = this.content.value;
    const stored = this.stored.value;
    this.#keep(
      stored === null
        ? await call(addQuestionnaire, { body: { unitId, content } })
        : await call(changeQuestionnaire, {
            params: { questionnaireId: stored.questionnaireId },
            body: { content, revision: this.isDraft ? stored.revision : null },
          }),
    );
  }

  async publish(): Promise<void> {
    const { questionnaireId, revision, content } = this.stored.value!;
    const version = await call(publishQuestionnaire, { params: { questionnaireId }, body: { revision } });
    this.#keep({ ...version, content });
  }

  async discard(): Promise<void> {
    const { questionnaireId, revision } = this.stored.value!;
    await call(discardQuestionnaire, { params: { questionnaireId }, query: { revision } });
  }

  #keep(stored: WholeQuestionnaire | null): void {
    this.stored.value = stored;
    this.isChanged.value = stored === null;
  }
}

function fresh(
  kind: QuestionKind,
  key: string,
  label: { zh: string; en: string },
  option: { zh: string; en: string },
): Question {
  const every = { key, label, required: kind !== 'note' };
  switch (kind) {
    case 'one':
    case 'many':
      return { ...every, kind, options: [{ key: 'a', label: option }] };
    case 'table':
      return { ...every, kind, rows: [{ key: 'a', label: option }] };
    case 'scale':
      return { ...every, kind, steps: 5 };
    default:
      return { ...every, kind };
  }
}
