import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ReviewLine } from '../../shared/logs.ts';
import { logWords } from '../ui/logWords.ts';
import { words } from './words.ts';
import { logInbox, type Box } from './logInbox.ts';
import s from './logs.module.css';

/** A comment, or the reason why a log goes back; phrases are offered, and can be changed. */
export function LogBox({ box }: { box: Box }) {
  const inbox = logInbox.use();
  const w = words.value.logs;
  const note = useSignal('');
  const line = useSignal<ReviewLine | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = () => {
    const said = note.peek().trim();
    if (said !== '') void inbox.review({ deed: box, line: line.peek(), note: said });
  };
  return (
    <form
      class={s.logBox}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="field">
        {box === 'comment' ? w.commentText : w.returnText}
        <textarea
          ref={field}
          rows={3}
          maxLength={1_000}
          required
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') inbox.box.value = null;
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
      </label>
      <div class="chips">
        {w.phrases[box].map((phrase) => (
          <button key={phrase} type="button" class="chip" onClick={() => (note.value = phrase)}>
            {phrase}
          </button>
        ))}
      </div>
      <About line={line.value} onLine={(next) => (line.value = next)} />
      <div class="row">
        <button type="submit" class="primary" disabled={inbox.isSending.value}>
          {w.send}
        </button>
        <button type="button" onClick={() => (inbox.box.value = null)}>
          {words.value.cancel}
        </button>
      </div>
    </form>
  );
}

/** The part of the log that is meant. */
function About({ line, onLine }: { line: ReviewLine | null; onLine: (line: ReviewLine | null) => void }) {
  const w = words.value.logs;
  const common = logWords.value.log;
  return (
    <label class="field">
      {w.about}
      <select
        value={line ?? ''}
        onChange={(event) => onLine(ReviewLine.safeParse(event.currentTarget.value).data ?? null)}
      >
        <option value="">{w.whole}</option>
        {ReviewLine.options.map((one) => (
          <option key={one} value={one}>
            {one === 'stops' ? common.stops : common.text[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
