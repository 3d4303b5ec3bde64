import { useSignal } from '@preact/signals';
import { addressOf } from '../../shared/contract.ts';
import { readPhoto } from '../../shared/findings.ts';
import { checkRemedy, type NewCheck, type Remedy } from '../../shared/remedies.ts';
import { call } from '../api.ts';
import { count, dateTime, shiftDay } from '../format.ts';
import { today } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { may, me, zone } from '../ui/me.ts';
import { PhotoRow } from '../ui/photoList.tsx';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { NoteField } from '../ui/noteField.tsx';
import s from './inspections.module.css';

interface OneProps {
  of: Remedy;
  due: string;
  onDone: () => void;
}

/** What is to be mended, what was reported of it, and the look that closes it or opens it anew. */
export function OneRemedy({ of, due, onDone }: OneProps) {
  const w = words.value.remedy;
  const at = (instant: string) => dateTime(instant, language.value, zone.value);
  const mayCheck = may('inspections.plan') && of.state !== 'mended' && of.assigneeId !== me.value?.person.personId;
  return (
    <article class={s.inspInner}>
      <strong>{of.what}</strong>
      <p class={of.isOverdue ? 'warn' : 'quiet'}>{`${due} · ${of.assigneeName}`}</p>
      {of.reports.map((report, i) => (
        <div key={report.doneAt + i}>
          <p>{w.done(report.by, at(report.doneAt))}</p>
          {report.note !== null && <p>{report.note}</p>}
          <Photos of={report.photos} />
        </div>
      ))}
      {of.checks.map(({ word, by, at: checkedAt, note }) => (
        <p key={checkedAt} class="quiet">
          {w.checked(w.word[word], by, at(checkedAt))}
          {note !== '' && ` ${note}`}
        </p>
      ))}
      {mayCheck && <Check key={of.checks.length} of={of} onDone={onDone} />}
    </article>
  );
}

function Photos({ of }: { of: Remedy['reports'][number]['photos'] }) {
  const w = words.value;
  const l = language.value;
  const whole = of.filter(({ isWhole }) => isWhole);
  return (
    <>
      {whole.length < of.length && (
        <p class="quiet">{w.remedy.photosComing(count(whole.length, l), count(of.length, l))}</p>
      )}
      {of.some(({ isRepeated }) => isRepeated) && <p class="warn">{w.remedy.repeated}</p>}
      <div class={s.inspPhotos}>
        <PhotoRow>
          {whole.map(({ sha256 }, i) => (
            <a key={sha256} href={addressOf(readPhoto, { params: { sha256 } })} target="_blank" rel="noreferrer">
              <img
                src={addressOf(readPhoto, { params: { sha256 } })}
                alt={w.finding.photo(count(i + 1, l))}
                loading="lazy"
              />
            </a>
          ))}
        </PhotoRow>
      </div>
    </>
  );
}

function Check({ of, onDone }: { of: Remedy; onDone: () => void }) {
  const w = words.value.remedy;
  const isOpen = useSignal(false);
  const { error, isBusy, send } = useSending();
  const check = async (body: Omit<NewCheck, 'checks'>) => {
    const params = { remedyId: of.remedyId };
    if (await send(() => call(checkRemedy, { params, body: { ...body, checks: of.checks.length } }))) onDone();
  };
  return (
    <>
      {!isOpen.value && (
        <div class={s.inspTools}>
          <button type="button" disabled={isBusy.value} onClick={() => void check({ word: 'mended', note: '' })}>
            {w.mended}
          </button>
          <button type="button" class="link" onClick={() => (isOpen.value = true)}>
            {w.notMended}
          </button>
        </div>
      )}
      {isOpen.value && (
        <NotMended
          isBusy={isBusy.value}
          onSend={(note, dueDay) => void check({ word: 'notMended', note, dueDay })}
          onCancel={() => (isOpen.value = false)}
        />
      )}
      {error.value !== null && <Failure error={error.value} />}
    </>
  );
}

interface NotMendedProps {
  isBusy: boolean;
  onSend: (note: string, dueDay: string) => void;
  onCancel: () => void;
}

/** What is still wrong, and until when it is to be mended now. */
function NotMended({ isBusy, onSend, onCancel }: NotMendedProps) {
  const w = words.value.remedy;
  const note = useSignal('');
  const dueDay = useSignal(shiftDay(today.value, 7));
  return (
    <form
      class={s.inspInner}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(note.value.trim(), dueDay.value);
      }}
    >
      <NoteField label={w.why} note={note} most={1000} isRequired />
      <label class="field">
        {w.newDay}
        <input
          type="date"
          required
          min={today.value}
          value={dueDay.value}
          onInput={(event) => (dueDay.value = event.currentTarget.value)}
        />
      </label>
      <div class={s.inspTools}>
        <button type="submit" class="primary" disabled={isBusy || note.value.trim() === ''}>
          {w.again}
        </button>
        <button type="button" class="link" onClick={onCancel}>
          {words.value.draw.cancel}
        </button>
      </div>
    </form>
  );
}
