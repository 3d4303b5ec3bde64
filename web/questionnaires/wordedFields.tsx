import type { Worded } from '../../shared/questions.ts';
import { words } from './words.ts';
import s from './questionnaires.module.css';

interface WordedProps {
  name: string;
  of: Worded | undefined;
  /** Undefined: in no language. */
  onChange: (next: Worded | undefined) => void;
}

/** A text in both languages, side by side, so that neither is forgotten. */
export function WordedFields({ name, of, onChange }: WordedProps) {
  const w = words.value.form;
  const set = (language: 'zh' | 'en', text: string) => {
    const next: Worded = { ...of, [language]: text.trim() === '' ? undefined : text }; // the server takes away what stands around it
    onChange(next.zh === undefined && next.en === undefined ? undefined : next);
  };
  return (
    <div class={s.formPair}>
      <label>
        {w.inZh(name)}
        <input lang="zh" value={of?.zh ?? ''} onInput={(event) => set('zh', event.currentTarget.value)} />
      </label>
      <label>
        {w.inEn(name)}
        <input lang="en" value={of?.en ?? ''} onInput={(event) => set('en', event.currentTarget.value)} />
      </label>
    </div>
  );
}
