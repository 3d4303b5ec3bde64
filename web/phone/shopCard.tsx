import { dayName } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { KeptStop } from './store.ts';
import s from './phone.module.css';

/** What is worth knowing at the door: whom to ask for, when they are open, when somebody was last here. */
export function ShopCard({ stop }: { stop: KeptStop }) {
  const w = words.value;
  const { contact, phone, hours, lastVisitDay } = stop;
  const asked = [contact, phone].some((part) => typeof part === 'string' && part !== '');
  return (
    <dl class={s.shopCard}>
      {asked && (
        <div>
          <dt>{w.field.contact}</dt>
          <dd>
            {contact} {phone && <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>}
          </dd>
        </div>
      )}
      {hours && (
        <div>
          <dt>{w.phone.hours}</dt>
          <dd>{hours}</dd>
        </div>
      )}
      {lastVisitDay !== undefined && (
        <div>
          <dt>{w.phone.lastVisit}</dt>
          <dd>{lastVisitDay === null ? w.phone.neverVisited : dayName(lastVisitDay, language.value)}</dd>
        </div>
      )}
    </dl>
  );
}
