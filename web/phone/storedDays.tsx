import { useSignal } from '@preact/signals';
import { readStored, type StoredAboutMe } from '../../shared/privacy.ts';
import { call } from '../api.ts';
import { clockSeconds, count, dayName, degrees, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { repZone } from './day.ts';
import { FirstOf, SHOWN } from './firstOf.tsx';
import s from './phone.module.css';

/** How much of what on which day; a day opens at a touch. */
export function Days({ stored }: { stored: StoredAboutMe }) {
  const w = words.value.phone.stored;
  const l = language.value;
  const opened = useSignal<string | null>(null);
  const kinds = [
    [w.fixes, stored.fixes],
    [w.refused, stored.refused],
    [w.presses, stored.presses],
    [w.notices, stored.notices],
  ] as const;
  const days = [...new Set(kinds.flatMap(([, rows]) => rows.map((row) => row.day)))].sort().reverse();
  const shown = days.slice(0, SHOWN);
  return (
    <>
      <div class="scroll">
        <table class={s.storedDays}>
          <thead>
            <tr>
              <th scope="col">{w.day}</th>
              {kinds.map(([name]) => (
                <th key={name} scope="col" class="figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((day) => (
              <tr key={day}>
                <th scope="row">
                  <button
                    type="button"
                    class="link flush"
                    aria-expanded={opened.value === day}
                    aria-label={w.show(dayName(day, l))}
                    onClick={() => (opened.value = opened.value === day ? null : day)}
                  >
                    {dayName(day, l)}
                  </button>
                </th>
                {kinds.map(([name, rows]) => (
                  <td key={name} class="figure">
                    {count(rows.find((row) => row.day === day)?.count ?? 0, l)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {stored.refused.length > 0 && <p class="quiet pad">{w.refusedWhy}</p>}
      <FirstOf shown={SHOWN} all={days.length} />
      {opened.value && <OneDay key={opened.value} day={opened.value} />}
    </>
  );
}

function OneDay({ day }: { day: string }) {
  const { phone, visits, unknown } = words.value;
  const w = phone.stored;
  const l = language.value;
  const asked = useAsked(`stored ${day}`, () => call(readStored, { query: { day } }));
  const stored = asked.value?.ofDay;
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!stored) return <Skeleton rows={3} />;
  const isEmpty = stored.fixes.length + stored.presses.length + stored.notices.length === 0;
  return (
    <div class={s.storedDay} role="region" aria-label={dayName(day, l)}>
      <h3 class={s.ownDay}>{dayName(day, l)}</h3>
      {isEmpty && <p class="quiet pad">{w.nothing}</p>}
      {stored.presses.map((press) => (
        <p key={`${press.visitId} ${press.kind}`} class={s.storedRow}>
          {clockSeconds(press.pressedAt, l, repZone.value)} {press.kind === 'start' ? visits.start : visits.end} ·{' '}
          {press.retailerName} <span class="quiet">{press.position ? degrees(press.position) : visits.noPosition}</span>
        </p>
      ))}
      {stored.fixes.slice(0, SHOWN).map((fix, i) => (
        <p key={i} class={s.storedRow}>
          {clockSeconds(fix.fixAt, l, repZone.value)}{' '}
          <span class="quiet">
            {degrees(fix.position)} {fix.accuracyM === null ? unknown : `±${metres(fix.accuracyM, l)}`} {fix.app}
          </span>
        </p>
      ))}
      <FirstOf shown={SHOWN} all={stored.fixes.length} />
      {stored.notices.slice(0, SHOWN).map((notice, i) => (
        <p key={i} class={s.storedRow}>
          {notice.at ? clockSeconds(notice.at, l, repZone.value) : unknown} {w.notices}{' '}
          <span class="quiet">{notice.kind}</span>
        </p>
      ))}
      {!isEmpty && (
        <div class={`inset ${s.storedSave}`}>
          <button type="button" onClick={() => save(asked.value!, day)}>
            <Icon name="download" size={18} />
            {w.save}
          </button>
        </div>
      )}
    </div>
  );
}

function save(stored: StoredAboutMe, what: string): void {
  saveFile(`rounds-${what}.json`, 'application/json', `${JSON.stringify(stored, null, 2)}\n`);
}
