import { useSignal } from '@preact/signals';
import { readSettings, changeSettings, Recording } from '../../shared/recording.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** When positions are kept, and for how long. */
export function GeneralPart() {
  const w = words.value.settings;
  const l = language.value;
  const asked = useAsked('settings', () => call(readSettings));
  const error = useSignal<unknown>(null);
  const isSaved = useSignal(false);
  const change = async (recording: Recording) => {
    error.value = null;
    isSaved.value = false;
    try {
      await call(changeSettings, { body: { recording } });
      isSaved.value = true;
    } catch (failed) {
      error.value = failed;
    }
    asked.again(); // what the form shows is what is stored
  };
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return <Skeleton rows={4} />;
  const { recording, retention } = asked.value;
  const kept: [string, string][] = [
    [w.positions, w.days(count(retention.positionDays, l))],
    [w.quarantined, w.days(count(retention.quarantineDays, l))],
    [w.shifts, w.days(count(retention.shiftDays, l))],
    [w.forever, w.always],
  ];
  return (
    <>
      <section class="section">
        <fieldset class="form inset plain-set">
          <legend class="set-title">{w.recording}</legend>
          {Recording.options.map((one) => (
            <label key={one} class="check">
              <input type="radio" name="recording" checked={recording === one} onChange={() => void change(one)} />
              {w.recordings[one]}
            </label>
          ))}
          <p class="quiet">{w.recordingLead}</p>
          <p class="good" role="status">
            {isSaved.value ? w.saved : ''}
          </p>
          {error.value !== null && <Failure error={error.value} />}
        </fieldset>
      </section>
      <section class="section">
        <h2>{w.retention}</h2>
        <dl class="facts">
          {kept.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}
        </dl>
        <p class="quiet pad">{w.bySetting}</p>
      </section>
    </>
  );
}
