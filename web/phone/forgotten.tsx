import { useSignal } from '@preact/signals';
import type { ForgottenStop } from '../../shared/forgotten.ts';
import { clock, duration, metres } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { forgotten, repZone } from './day.ts';
import { doNow, newId } from './newAct.ts';
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

function Stop({ stop }: { stop: ForgottenStop }) {
  const w = words.value.phone;
  const l = language.value;
  const retailerId = useSignal(stop.retailers[0]!.retailerId);
  const note = useSignal('');
  const notKept = useSignal(false);
  const retailer = stop.retailers.find((one) => one.retailerId === retailerId.value) ?? stop.retailers[0]!;
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
  const lengthS = (Date.parse(stop.untilAt) - Date.parse(stop.fromAt)) / 1000;
  const about = (one: ForgottenStop['retailers'][number]) =>
    [w.forgotten.away(metres(one.distanceM, l)), one.isPlanned && w.forgotten.planned].filter(Boolean).join(' · ');
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
              about(retailer),
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
          <label class="field">
            {w.forgotten.which}
            <select value={retailer.retailerId} onChange={(event) => (retailerId.value = event.currentTarget.value)}>
              {stop.retailers.map((one) => (
                <option key={one.retailerId} value={one.retailerId}>{`${one.name} · ${about(one)}`}</option>
              ))}
            </select>
          </label>
        )}
        <label class="field">
          {w.forgotten.note}
          <textarea
            rows={2}
            required
            maxLength={500}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
        </label>
        <p class="quiet">{w.forgotten.claimLead}</p>
        {notKept.value && (
          <p class="warn" role="alert">
            {w.notStored}
          </p>
        )}
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
