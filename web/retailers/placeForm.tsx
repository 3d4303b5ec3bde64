import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LngLat } from '../../shared/geo.ts';
import { readPlaces } from '../../shared/places.ts';
import { changeCoordinates, type Retailer } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { reveal } from '../map/camera.ts';
import { useSending } from '../ui/sending.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { language } from '../ui/words.ts';
import { focus } from './focusLayer.ts';
import { words } from './words.ts';

interface Said {
  lng: string;
  lat: string;
  /** '' for a correction of what was always so. */
  fromDay: string;
  isMove: boolean;
  isSurveyed: boolean;
  reason: string;
}

/** Says another place: as a correction, or as a move from a day on; what it will do to visits stands above the button. */
export function PlaceForm(props: { retailer: Retailer; onDone: () => void; onCancel: () => void }) {
  const w = words.value;
  const { retailer, onDone, onCancel } = props;
  const said = useSignal<Said>({
    lng: String(retailer.position.lng),
    lat: String(retailer.position.lat),
    fromDay: '',
    isMove: false,
    isSurveyed: false,
    reason: '',
  });
  const { error, isBusy, send } = useSending();
  const set = (change: Partial<Said>) => (said.value = { ...said.value, ...change });
  const position = positionOf(said.value);
  useShown(position, retailer.position);
  const submit = async () => {
    const { isMove, fromDay, isSurveyed, reason } = said.value;
    const change = {
      retailerId: retailer.retailerId,
      position: position!,
      ...(isSurveyed && { trust: 'surveyed' as const }),
      fromDay: isMove ? fromDay : null,
      reason: reason.trim(),
    };
    if (await send(() => call(changeCoordinates, { body: { changes: [change] } }))) onDone();
  };
  return (
    <form
      class="form inset choices"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PlaceFields said={said.value} onChange={set} />
      <Consequence retailerId={retailer.retailerId} fromDay={said.value.isMove ? said.value.fromDay : null} />
      {error.value !== null && <Failure error={error.value} />}
      <div class="row">
        <button type="submit" class="primary" disabled={isBusy.value || position === null}>
          {w.places.save}
        </button>
        <button type="button" onClick={onCancel}>
          {w.cancel}
        </button>
      </div>
    </form>
  );
}

function positionOf({ lng, lat }: Said): LngLat | null {
  if (lng.trim() === '' || lat.trim() === '') return null;
  const read = LngLat.safeParse({ lng: Number(lng), lat: Number(lat) });
  return read.success ? read.data : null;
}

/** The ring on the map stands where the form says, and goes back when it is closed. */
function useShown(position: LngLat | null, stored: LngLat) {
  useEffect(() => {
    if (!position) return;
    focus.value = position;
    reveal(position, 13);
  }, [position?.lng, position?.lat]);
  useEffect(() => () => void (focus.value = stored), []);
}

function PlaceFields({ said, onChange }: { said: Said; onChange: (change: Partial<Said>) => void }) {
  const w = words.value;
  const number = (name: 'lng' | 'lat') => (
    <label class="field">
      {w.field[name]}
      <input
        required
        inputMode="decimal"
        value={said[name]}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  const choice = (isMove: boolean, word: string) => (
    <label class="check">
      <input type="radio" name="kind" checked={said.isMove === isMove} onChange={() => onChange({ isMove })} />
      {word}
    </label>
  );
  return (
    <>
      {number('lat')}
      {number('lng')}
      <p class="quiet">{w.places.frame}</p>
      <fieldset class="plain-set">
        {choice(false, w.places.correction)}
        {choice(true, w.places.move)}
      </fieldset>
      {said.isMove && (
        <label class="field">
          {w.places.fromDay}
          <input
            required
            type="date"
            value={said.fromDay}
            onInput={(event) => onChange({ fromDay: event.currentTarget.value })}
          />
        </label>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={said.isSurveyed}
          onChange={(event) => onChange({ isSurveyed: event.currentTarget.checked })}
        />
        {w.places.surveyed}
      </label>
      <label class="field">
        {w.places.reason}
        <input
          required
          maxLength={500}
          value={said.reason}
          onInput={(event) => onChange({ reason: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

/** @param fromDay null: a correction; '': a move on a day that is not said yet */
function Consequence({ retailerId, fromDay }: { retailerId: string; fromDay: string | null }) {
  const w = words.value;
  const asked = useAsked(`${retailerId} ${fromDay ?? 'always'}`, async () =>
    fromDay === '' ? null : call(readPlaces, { params: { retailerId }, query: fromDay === null ? {} : { fromDay } }),
  );
  if (!asked.value) return null;
  const { visits } = asked.value;
  const again = visits === 0 ? w.places.noneAgain : w.places.again(visits, count(visits, language.value));
  return (
    <p class="quiet">
      {again} {fromDay !== null && w.places.earlierStay}
    </p>
  );
}
