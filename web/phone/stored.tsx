import { addressOf } from '../../shared/contract.ts';
import type { ComponentChildren } from 'preact';
import { exportStored, readStored, type StoredAboutMe } from '../../shared/privacy.ts';
import { said } from '../../shared/tables/said.ts';
import { instant, type Table } from '../../shared/tables/table.ts';
import { call } from '../api.ts';
import { clock, count, dateTime } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { me } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { CarrierPart } from './carrier.tsx';
import { repZone } from './day.ts';
import { FirstOf, SHOWN } from './firstOf.tsx';
import { Days } from './storedDays.tsx';
import s from './phone.module.css';

const looksTable: Table<StoredAboutMe['looks'][number]> = {
  name: 'looks',
  zh: '位置查看记录',
  en: 'Looks at my positions',
  columns: [
    { key: 'looker', zh: '查看人', en: 'Who', width: 16, of: (row) => row.lookerName },
    { key: 'at', zh: '查看时间', en: 'When', width: 26, of: (row, say) => instant(row.at, say) },
    { key: 'way', zh: '查看内容', en: 'What', width: 18, of: (row, say) => said('look', row.way, say) },
    { key: 'fromAt', zh: '时段起', en: 'Hours from', width: 26, of: (row, say) => instant(row.fromAt, say) },
    { key: 'toAt', zh: '时段止', en: 'Hours to', width: 26, of: (row, say) => instant(row.toAt, say) },
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
        {me.value?.actions.includes('visits.press') && <CarrierPart />}
      </main>
    </>
  );
}

function Stored({ stored }: { stored: StoredAboutMe }) {
  const { phone } = words.value;
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
        <a class="button" href={addressOf(exportStored, {})} download>
          <Icon name="download" size={18} />
          {w.save}
        </a>
      </div>
      <Looks looks={stored.looks} name={stored.name} />
      <Part title={w.byDay}>
        <Days stored={stored} />
      </Part>
      <Shifts shifts={stored.shifts} />
      <Phones phones={stored.phones} />
      <Part title={w.other}>
        <dl class="facts">
          {others.map(([name, n]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{count(n, l)}</dd>])}
        </dl>
      </Part>
    </>
  );
}

function Looks({ looks, name }: Pick<StoredAboutMe, 'looks' | 'name'>) {
  const w = words.value.phone.stored;
  const l = language.value;
  return (
    <Part
      title={w.looks}
      number={looks.length}
      more={looks.length > 0 && <ExportMenu of={{ table: looksTable, rows: looks, named: [name] }} label={w.looks} />}
    >
      {looks.length === 0 && <p class="quiet pad">{w.noLooks}</p>}
      {looks.slice(0, SHOWN).map((look, i) => (
        <div key={i} class={s.storedRow}>
          <span>
            {w.look(look.lookerName)} <span class="quiet">{dateTime(look.at, l, repZone.value)}</span>
          </span>
          <span class="quiet">
            {said('look', look.way, { lang: l, zone: repZone.value, frame: 'wgs84' })}
            {look.fromAt &&
              look.toAt &&
              `, ${w.hours(dateTime(look.fromAt, l, repZone.value), clock(look.toAt, l, repZone.value))}`}
          </span>
        </div>
      ))}
      <FirstOf shown={SHOWN} all={looks.length} />
    </Part>
  );
}

function Shifts({ shifts }: Pick<StoredAboutMe, 'shifts'>) {
  const w = words.value.phone.stored;
  const l = language.value;
  return (
    <Part title={w.shifts} number={shifts.length}>
      {shifts.slice(0, SHOWN).map((shift) => (
        <p key={shift.shiftId} class={s.storedRow}>
          {w.shiftFrom(
            dateTime(shift.openedAt, l, repZone.value),
            shift.closedAt ? dateTime(shift.closedAt, l, repZone.value) : w.notClosed,
          )}
        </p>
      ))}
      <FirstOf shown={SHOWN} all={shifts.length} />
    </Part>
  );
}

function Phones({ phones }: Pick<StoredAboutMe, 'phones'>) {
  const { phone, people } = words.value;
  const w = phone.stored;
  const l = language.value;
  return (
    <Part title={w.phones} number={phones.length}>
      {phones.map((one) => (
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
  );
}

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
