import { useSignal, type Signal } from '@preact/signals';
import type { ForgottenStop } from '../../shared/forgotten.ts';
import { clock, duration, metres } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { forgotten, repZone } from './day.ts';
import { doNow, newId } from './newAct.ts';
import { NoteField } from '../ui/noteField.tsx';
import { NotKept } from './notKept.tsx';
import s from './phone.module.css';

/** Stops of the own track without a visit. The page asks; it never answers for the rep. */
export function Forgotten() {
  const w = words.value.phone.forgotten;
  if (forgotten.value.length === 0) return null;
  return (
    <section class="section">
      <h2>{w.title}</h2>
      <p class="quiet pad">{w.lead}</p>
      {forgotten.value.map((stop) => (
        <Stop key={stop.fromAt} stop={stop} />
      ))}
    </section>
  );
}

type NearRetailer = ForgottenStop['retailers'][number];

/** What the rep answers is stored on this phone first; the page says so where it could not be. */
function useAnswers(stop: ForgottenStop, retailer: NearRetailer, note: Signal<string>) {
  const notKept = useSignal(false);
  const keep = (kept: Promise<void>) =>
    void kept.then(
      () => (notKept.value = false),
      () => (notKept.value = true),
    );
  const claim = () => {
    const at = new Date();
    keep(
      doNow(
        {
          kind: 'claim',
          body: { visitId: newId(at), retailerId: retailer.retailerId, fromAt: stop.fromAt, note: note.value.trim() },
        },
        at,
        retailer.name,
      ),
    );
  };
  const dismiss = () =>
    keep(
      doNow(
        { kind: 'dismiss', body: { retailerId: retailer.retailerId, fromAt: stop.fromAt } },
        new Date(),
        retailer.name,
      ),
    );
  return { claim, dismiss, notKept };
}

function Stop({ stop }: { stop: ForgottenStop }) {
  const w = words.value.phone;
  const l = language.value;
  const retailerId = useSignal(stop.retailers[0]!.retailerId);
  const note = useSignal('');
  const retailer = stop.retailers.find((one) => one.retailerId === retailerId.value) ?? stop.retailers[0]!;
  const { claim, dismiss, notKept } = useAnswers(stop, retailer, note);
  const lengthS = (Date.parse(stop.untilAt) - Date.parse(stop.fromAt)) / 1000;
  return (
    <details class={s.own}>
      <summary>
        <span class="item-text">
          <span class={s.stopName}>{retailer.name}</span>
          <span class="item-more">
            {[
              w.forgotten.stop(
                clock(stop.fromAt, l, repZone.value),
                clock(stop.untilAt, l, repZone.value),
                duration(lengthS, l),
              ),
              aboutRetailer(retailer),
            ].join(' · ')}
          </span>
        </span>
      </summary>
      <form
        class={`form ${s.ownForm}`}
        onSubmit={(event) => {
          event.preventDefault();
          claim();
        }}
      >
        {stop.retailers.length > 1 && (
          <RetailerChoice
            retailers={stop.retailers}
            retailerId={retailer.retailerId}
            onChange={(id) => (retailerId.value = id)}
          />
        )}
        <Note note={note} />
        <p class="quiet">{w.forgotten.claimLead}</p>
        <NotKept isSo={notKept} />
        <div class="row">
          <button type="submit" class="primary grow" disabled={note.value.trim() === ''}>
            {w.forgotten.claim}
          </button>
          <button type="button" class="grow" onClick={dismiss}>
            {w.forgotten.dismiss}
          </button>
        </div>
      </form>
    </details>
  );
}

/** Several retailers are near the stop: the rep says which one it was. */
function RetailerChoice({
  retailers,
  retailerId,
  onChange,
}: {
  retailers: readonly NearRetailer[];
  retailerId: string;
  onChange: (retailerId: string) => void;
}) {
  return (
    <label class="field">
      {words.value.phone.forgotten.which}
      <select value={retailerId} onChange={(event) => onChange(event.currentTarget.value)}>
        {retailers.map((one) => (
          <option key={one.retailerId} value={one.retailerId}>{`${one.name} · ${aboutRetailer(one)}`}</option>
        ))}
      </select>
    </label>
  );
}

function Note({ note }: { note: Signal<string> }) {
  return <NoteField label={words.value.phone.forgotten.note} note={note} most={500} isRequired />;
}

function aboutRetailer({ distanceM, isPlanned }: NearRetailer): string {
  const w = words.value.phone.forgotten;
  return [w.away(metres(distanceM, language.value)), isPlanned && w.planned].filter(Boolean).join(' · ');
}
