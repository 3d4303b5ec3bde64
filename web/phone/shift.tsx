import { clock, duration } from '../format.ts';
import { now } from '../clock.ts';
import { may } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { useSignal } from '@preact/signals';
import { kept, openShift, repZone } from './day.ts';
import { doNow, newId } from './newAct.ts';
import s from './phone.module.css';

/** The rep's own act: it says when they work, and, where it is set so, when positions are kept at all. */
export function ShiftPart() {
  const w = words.value.phone;
  const l = language.value;
  const isBusy = useSignal(false);
  const notKept = useSignal(false);
  if (!may('shifts.press') && kept.value?.me.person.role !== 'rep') return null;
  const open = openShift.value;
  const press = async () => {
    const at = new Date();
    isBusy.value = true;
    await doNow(
      { kind: open ? 'shiftClose' : 'shiftOpen', body: { at: at.toISOString(), clientId: newId(at) } },
      at,
    ).then(
      () => (notKept.value = false),
      () => (notKept.value = true),
    );
    isBusy.value = false;
  };
  return (
    <section class="section shift">
      <h2>{w.shift.title}</h2>
      <div class="row inset">
        <p class="grow">
          {open
            ? w.shift.since(
                clock(open.openedAt, l, repZone.value),
                duration(Math.max(0, (now.value - Date.parse(open.openedAt)) / 1000), l),
              )
            : w.shift.none}
        </p>
        <button type="button" class={open ? '' : 'primary'} disabled={isBusy.value} onClick={() => void press()}>
          {open ? w.shift.close : w.shift.open}
        </button>
      </div>
      <p class="quiet pad">{kept.value?.recording === 'shift' ? w.shift.onlyIn : w.shift.always}</p>
      {notKept.value && (
        <p class={`${s.note} warn`} role="alert">
          {w.notStored}
        </p>
      )}
    </section>
  );
}
