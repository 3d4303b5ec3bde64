import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { readStored, type StoredAboutMe } from '../../shared/privacy.ts';
import { instant, type Table } from '../../shared/tables/table.ts';
import { call } from '../api.ts';
import { clock, clockSeconds, count, dateTime, dayName, degrees, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { go } from '../ui/navigate.ts';
import { saveFile } from '../ui/saveFile.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { repZone } from './day.ts';
import s from './phone.module.css';

const looksTable: Table<StoredAboutMe['looks'][number]> = {
  name: 'looks',
  zh: '轨迹查看记录',
  en: 'Looks at my track',
  columns: [
    { key: 'looker', zh: '查看人', en: 'Who', width: 16, of: (row) => row.lookerName },
    { key: 'at', zh: '查看时间', en: 'When', width: 26, of: (row, say) => instant(row.at, say) },
    { key: 'fromAt', zh: '轨迹起', en: 'Track from', width: 26, of: (row, say) => instant(row.fromAt, say) },
    { key: 'toAt', zh: '轨迹止', en: 'Track to', width: 26, of: (row, say) => instant(row.toAt, say) },
  ],
};

/** Everything that is stored about who is signed in, and who looked at it. */
export function StoredPage() {
  const w = words.value.phone.stored;
  const asked = useAsked('stored', () => call(readStored));
  const stored = asked.value;
  return (
    <>
      <header class={s.phoneHead}>
        <button type="button" class="plain" aria-label={words.value.back} onClick={() => go({ state: null })}>
          <Icon name="back" />
        </button>
        <h1>{w.title}</h1>
      </header>
      <main>
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!stored && asked.error === undefined && <Skeleton rows={8} />}
        {stored && <Stored stored={stored} />}
      </main>
    </>
  );
}

function Stored({ stored }: { stored: StoredAboutMe }) {
  const { phone, people } = words.value;
  const w = phone.stored;
  const l = language.value;
  const others: [string, number][] = [
    [w.quarantined, stored.quarantined],
    [w.appeals, stored.appeals],
    [w.decisions, stored.decisions],
    [w.dismissed, stored.dismissedStops.length],
    [w.sessions, stored.sessions],
  ];
  return (
    <>
      <p class={s.note}>
        {w.lead(count(stored.positionDays, l))} {stored.recording === 'shift' ? phone.shift.onlyIn : phone.shift.always}
      </p>
      <div class={`inset ${s.storedSave}`}>
        <a class="button" href="/api/v1/me/stored/export" download>
          <Icon name="download" size={18} />
          {w.save}
        </a>
      </div>
      <Part
        title={w.looks}
        number={stored.looks.length}
        more={
          stored.looks.length > 0 && (
            <ExportMenu of={{ table: looksTable, rows: stored.looks, named: [stored.name] }} label={w.looks} />
          )
        }
      >
        {stored.looks.length === 0 && <p class="quiet pad">{w.noLooks}</p>}
        {stored.looks.slice(0, SHOWN).map((look, i) => (
          <div key={i} class={s.storedRow}>
            <span>
              {w.look(look.lookerName)} <span class="quiet">{dateTime(look.at, l, repZone.value)}</span>
            </span>
            <span class="quiet">
              {w.hours(dateTime(look.fromAt, l, repZone.value), clock(look.toAt, l, repZone.value))}
            </span>
          </div>
        ))}
        <FirstOf shown={SHOWN} all={stored.looks.length} />
      </Part>
      <Part title={w.byDay}>
        <Days stored={stored} />
      </Part>
      <Part title={w.shifts} number={stored.shifts.length}>
        {stored.shifts.slice(0, SHOWN).map((shift) => (
          <p key={shift.shiftId} class={s.storedRow}>
            {w.shiftFrom(
              dateTime(shift.openedAt, l, repZone.value),
              shift.closedAt ? dateTime(shift.closedAt, l, repZone.value) : w.notClosed,
            )}
          </p>
        ))}
        <FirstOf shown={SHOWN} all={stored.shifts.length} />
      </Part>
      <Part title={w.phones} number={stored.phones.length}>
        {stored.phones.map((one) => (
          <p key={one.deviceId} class={s.storedRow}>
            {one.label}{' '}
            <span class="quiet">
              {one.revokedAt
                ? people.revoked
                : one.lastSeenAt
                  ? dateTime(one.lastSeenAt, l, repZone.value)
                  : people.neverSeen}
            </span>
          </p>
        ))}
      </Part>
      <Part title={w.other}>
        <dl class="facts">
          {others.map(([name, n]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{count(n, l)}</dd>])}
        </dl>
      </Part>
    </>
  );
}

/** More than this many rows are in the file. */
const SHOWN = 50;

function Part({
  title,
  number,
  more,
  children,
}: {
  title: string;
  number?: number;
  more?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <h2 class={more ? 'panel-bar' : ''}>
        <span>
          {title}
          {number !== undefined && <span class="number"> {count(number, language.value)}</span>}
        </span>
        {more && <span class="spread" />}
        {more}
      </h2>
      {children}
    </section>
  );
}

function FirstOf({ shown, all }: { shown: number; all: number }) {
  return all > shown ? (
    <p class="quiet pad">
      {words.value.phone.stored.firstOf(count(shown, language.value), count(all, language.value))}
    </p>
  ) : null;
}

function save(stored: StoredAboutMe, what: string): void {
  saveFile(`rounds-${what}.json`, 'application/json', `${JSON.stringify(stored, null, 2)}\n`);
}

/** How much of what on which day; a day opens at a touch. */
function Days({ stored }: { stored: StoredAboutMe }) {
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
