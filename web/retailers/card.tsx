import { useEffect } from 'preact/hooks';
import { exportVisits, listVisits } from '../../shared/visits.ts';
import { readRetailer, type Retailer } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { count, dateTime, degrees, metres } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { reveal } from '../map/camera.ts';
import { useAsked } from '../ui/asked.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { me, zone } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { RetailerPast } from './life.tsx';
import { focus } from './focusLayer.ts';
import { Places } from './places.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** One retailer: what is known of it, how good its coordinate is, and its visits. */
export function RetailerCard({ id: retailerId }: { id: string }) {
  const w = words.value;
  const asked = useAsked(retailerId, () => call(readRetailer, { params: { retailerId } }));
  const retailer = asked.value;
  useEffect(() => {
    if (!retailer) return;
    focus.value = retailer.position;
    reveal(retailer.position, 13);
    return () => void (focus.value = null);
  }, [retailer]);
  if (!retailer) {
    return (
      <>
        <DetailHead title={w.visits.retailer} />
        {asked.error !== undefined ? <Failure error={asked.error} onAgain={asked.again} /> : <Skeleton />}
      </>
    );
  }
  return (
    <>
      <DetailHead
        title={retailer.name}
        more={<p class="quiet">{[retailer.code, retailer.address].filter(Boolean).join(' · ')}</p>}
      />
      <div class="panel-body">
        <section class="section">
          <h2>{w.retailers.details}</h2>
          <dl class="facts">
            {facts(retailer).map(([name, value]) => [
              <dt key={name}>{name}</dt>,
              <dd key={`${name} value`}>{value}</dd>,
            ])}
          </dl>
        </section>
        <Places retailer={retailer} onChanged={asked.again} />
        <RetailerPast retailer={retailer} onChanged={asked.again} />
        <VisitsHere retailerId={retailerId} />
      </div>
    </>
  );
}

function facts(retailer: Retailer): [string, string][] {
  const w = words.value;
  const l = language.value;
  const { field } = w;
  const number = (value: number | null, word: (n: string) => string) => (value === null ? null : word(count(value, l)));
  const rows: [string, string | null][] = [
    [field.contact, retailer.contact],
    [field.phone, retailer.phone],
    [field.licenceNo, retailer.licenceNo],
    [field.unitName, me.value?.units.find((unit) => unit.unitId === retailer.unitId)?.name ?? null],
    [field.grade, retailer.grade],
    [field.businessType, retailer.businessType],
    [field.scale, retailer.scale],
    [field.openingHours, retailer.openingHours],
    [field.keyHours, retailer.keyHours],
    [field.visitsPerMonth, number(retailer.visitsPerMonth, w.retailers.perMonth)],
    [field.minutesPerVisit, number(retailer.minutesPerVisit, w.retailers.minutes)],
    [field.ordersPerMonth, number(retailer.ordersPerMonth, String)],
    [field.volumePerMonth, number(retailer.volumePerMonth, String)],
    [w.visits.position, degrees(retailer.position)],
    [w.visits.coordinate, `${w.trust[retailer.trust]}, ${w.retailers.good(metres(retailer.sigmaM, l))}`],
    [
      w.retailers.original,
      retailer.frame === 'wgs84' ? null : `${degrees(retailer.original)} ${w.frame[retailer.frame]}`,
    ],
    [w.visits.radius, metres(retailer.thresholdM, l)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== '');
}

function VisitsHere({ retailerId }: { retailerId: string }) {
  const w = words.value;
  const asked = useAsked(`visits ${retailerId}`, () => call(listVisits, { query: { retailerId, limit: 20 } }));
  return (
    <section class="section">
      <h2 class="panel-bar">
        <span>{w.retailers.visitsHere}</span>
        <span class="spread" />
        {(asked.value?.items.length ?? 0) > 0 && (
          <ExportMenu of={{ list: exportVisits, query: { retailerId }, hasPlace: true }} />
        )}
      </h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value?.items.length === 0 && <p class="quiet pad">{w.retailers.noVisitsHere}</p>}
      {asked.value?.items.map((visit) => (
        <button
          key={visit.visitId}
          type="button"
          class="item"
          data-item
          onClick={() => select({ kind: 'visit', id: visit.visitId })}
        >
          <StateMark state={visit.state} />
          <span class="item-text">
            <span class="item-title">{visit.repName}</span>
            <span class="item-more">{w.state[visit.state]}</span>
          </span>
          <span class="item-end quiet">{dateTime(visit.startedAt, language.value, zone.value)}</span>
        </button>
      ))}
    </section>
  );
}
