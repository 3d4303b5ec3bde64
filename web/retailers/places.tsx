import { useSignal } from '@preact/signals';
import { readPlaces, type Place } from '../../shared/places.ts';
import type { Retailer } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { dateTime, dayName, degrees, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may, zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { PlaceForm } from './placeForm.tsx';
import { words } from './words.ts';

/** Where the shop was said to be, by whom and why; for those who may, the form to say another place. */
export function Places({ retailer, onChanged }: { retailer: Retailer; onChanged: () => void }) {
  const w = words.value;
  const { retailerId } = retailer;
  const asked = useAsked(`places ${retailerId}`, () => call(readPlaces, { params: { retailerId }, query: {} }));
  const isOpen = useSignal(false);
  const changed = () => {
    isOpen.value = false;
    asked.again();
    onChanged();
  };
  return (
    <section class="section">
      <h2 class="panel-bar">
        <span>{w.places.title}</span>
        <span class="spread" />
        {may('retailers.correct') && !isOpen.value && (
          <button type="button" onClick={() => (isOpen.value = true)}>
            {w.places.change}
          </button>
        )}
      </h2>
      {isOpen.value && <PlaceForm retailer={retailer} onDone={changed} onCancel={() => (isOpen.value = false)} />}
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value?.items.map((place) => (
        <PlaceLine key={place.placeNo} place={place} />
      ))}
    </section>
  );
}

function PlaceLine({ place }: { place: Place }) {
  const w = words.value;
  const l = language.value;
  const from = place.fromDay === null ? null : w.places.from(dayName(place.fromDay, l));
  const moved = place.movedM === null || place.movedM < 0.5 ? null : w.places.moved(metres(place.movedM, l));
  const radius = place.thresholdM === null ? null : `${w.visits.radius} ${metres(place.thresholdM, l)}`;
  const source = place.kind === 'import' ? place.fileName : null;
  return (
    <div class="pad">
      <p>
        <strong>{w.places.kind[place.kind]}</strong>
        {from !== null && ` · ${from}`} <span class="quiet">{dateTime(place.at, l, zone.value)}</span>
      </p>
      <p class="quiet">
        {[degrees(place.position), w.trust[place.trust], moved, radius, source, place.byName]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {place.reason !== null && <p>{place.reason}</p>}
    </div>
  );
}
