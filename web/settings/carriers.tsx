import { listCarriers, type CarrierState } from '../../shared/carriers.ts';
import { call } from '../api.ts';
import { clock, count, dateTime, duration, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { outcomeWords } from '../ui/carrierWords.ts';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** The carriers' location services: whether each is asked, by whose consent, what it answered last and what it cost. */
export function CarriersPart() {
  const w = words.value.settings.carriers;
  const asked = useAsked('carriers', () => call(listCarriers));
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return <Skeleton rows={5} />;
  if (asked.value.items.length === 0)
    return (
      <Empty title={w.none}>
        <p>{w.noneLead}</p>
      </Empty>
    );
  return (
    <>
      <p class="quiet pad">{w.lead}</p>
      {asked.value.items.map((carrier) => (
        <Carrier key={carrier.name} of={carrier} />
      ))}
    </>
  );
}

function Carrier({ of }: { of: CarrierState }) {
  const w = words.value.settings.carriers;
  const l = language.value;
  const facts: [string, string][] = [
    [w.host, `${of.host} · ${of.speaks.toUpperCase()}`],
    [w.prefixes, of.prefixes.join(' ')],
    [w.consents, count(of.consents, l)],
    [w.today, w.of(count(of.askedToday, l), count(of.mostADay, l))],
    [w.month, w.found(count(of.found, l), count(of.asked, l))],
    [w.cost, count(Math.round(of.cost * 100) / 100, l)],
  ];
  return (
    <section class="section">
      <h2>{of.name}</h2>
      {of.restsUntil && <p class="warn pad">{w.rests(clock(of.restsUntil, l, zone.value))}</p>}
      <dl class="facts pad">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {of.failures.map(({ outcome, count: n }) => (
          <div key={outcome}>
            <dt>{outcomeWords(outcome)}</dt>
            <dd>{count(n, l)}</dd>
          </div>
        ))}
      </dl>
      {of.answers.length > 0 && <h3 class="pad">{w.last}</h3>}
      {of.answers.map(({ at, repName, outcome, tookMs, uncertaintyM }) => (
        <div key={`${at} ${repName}`} class="item">
          <span class="item-text">
            <span class="item-title">{repName}</span>
            <span class="item-more">
              {outcomeWords(outcome)}
              {uncertaintyM !== null && ` ± ${metres(uncertaintyM, l)}`}
            </span>
          </span>
          <span class="item-end">
            <span>{dateTime(at, l, zone.value)}</span>
            <span class="quiet">{duration(tookMs / 1_000, l)}</span>
          </span>
        </div>
      ))}
    </section>
  );
}
