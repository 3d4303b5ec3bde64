import { useSignal } from '@preact/signals';
import { count, dayName } from '../format.ts';
import { language } from '../ui/words.ts';
import { kept } from './day.ts';
import { words } from './words.ts';
import s from './phone.module.css';

/** The rep's own coming weeks, also without a network, and a text for each retailer that says the day. */
export function Month() {
  const w = words.value.phone;
  const l = language.value;
  const visits = kept.value?.calendar?.visits ?? [];
  if (visits.length === 0) return null;
  const days = [...new Set(visits.map(({ day }) => day))];
  return (
    <details class="section">
      <summary class={s.monthTitle}>
        {w.month} <span class="number">{count(visits.length, l)}</span>
      </summary>
      {days.map((day) => (
        <Day key={day} day={day} visits={visits.filter((visit) => visit.day === day)} />
      ))}
    </details>
  );
}

function Day({ day, visits }: { day: string; visits: { name: string; address: string | null }[] }) {
  const w = words.value.phone;
  const l = language.value;
  const isOpen = useSignal(false);
  return (
    <details class={s.monthDay} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        {dayName(day, l)} <span class="number">{count(visits.length, l)}</span>
      </summary>
      {isOpen.value && (
        <ul>
          {visits.map(({ name, address }, k) => (
            <li key={k}>
              <span>
                {name}
                {address && <span class="quiet"> {address}</span>}
              </span>
              <Tell name={name} text={w.tellText(name, dayName(day, l))} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** Hands the text to whatever the phone sends messages with; where there is nothing, to the clipboard. */
function Tell({ name, text }: { name: string; text: string }) {
  const w = words.value.phone;
  const said = useSignal<string | null>(null);
  const tell = async () => {
    try {
      if (navigator.share) await navigator.share({ text });
      else {
        await navigator.clipboard.writeText(text);
        said.value = w.told;
      }
    } catch {
      said.value = text; // the rep chose nothing, or the page may not: the text is there to be copied by hand
    }
  };
  return (
    <>
      <button type="button" aria-label={`${w.tell}: ${name}`} onClick={() => void tell()}>
        {w.tell}
      </button>
      {said.value !== null && (
        <p class={s.monthTold} role="status">
          {said.value}
        </p>
      )}
    </>
  );
}
