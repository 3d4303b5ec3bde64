import { listPeople } from '../../shared/people.ts';
import { listTerritories } from '../../shared/territories.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { scene } from '../map/scene.ts';
import { useAsked } from '../ui/asked.ts';
import { dayView, retailersVersion } from '../ui/day.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { open } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import s from './start.module.css';
import { words } from './words.ts';

interface Step {
  title: string;
  isDone: boolean;
  has: string;
  why: string;
  door: string;
  onOpen: () => void;
}

/** What an organisation needs before its first visit, in the order in which it comes, each as it truly is. */
export function StartScreen() {
  const w = words.value;
  const l = language.value;
  const people = useAsked('reps of start', () => call(listPeople, { query: { role: 'rep', limit: 500 } }));
  const territories = useAsked(`visit territories ${retailersVersion.value}`, () =>
    call(listTerritories, { query: { kind: 'visit' } }),
  );
  const error = people.error ?? territories.error;
  if (error !== undefined) return <Failure error={error} onAgain={() => (people.again(), territories.again())} />;
  if (!people.value || !territories.value) return <Skeleton rows={6} />;
  const steps = stepsOf(
    people.value.items.filter(({ isActive }) => isActive).length,
    territories.value.items.length,
    territories.value.items.filter(({ repId }) => repId !== null).length,
  );
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <h1>{w.title}</h1>
        </div>
        <p class="sentence">{w.sentence(count(done, l), count(steps.length, l))}</p>
      </header>
      <ol class={`panel-body ${s.steps}`}>
        {steps.map((step) => (
          <li key={step.title} class={step.isDone ? s.done : ''}>
            <span class={s.mark} role="img" aria-label={step.isDone ? w.isDone : w.isOpen}>
              {step.isDone ? '✓' : ''}
            </span>
            <div>
              <strong>{step.title}</strong> <span class="quiet">{step.has}</span>
              <p>{step.why}</p>
              <button type="button" class={step.isDone ? '' : 'primary'} onClick={step.onOpen}>
                {step.door}
              </button>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function stepsOf(reps: number, territories: number, ready: number): Step[] {
  const w = words.value;
  const l = language.value;
  const retailers = scene.points.value?.count ?? 0;
  const units = me.value?.units.length ?? 0;
  const heard = [...(dayView.value?.reps.values() ?? [])].filter(({ last }) => last !== null).length;
  const visiting = new Set([...(dayView.value?.visits.values() ?? [])].map(({ repId }) => repId)).size;
  const phones = Math.max(heard, visiting);
  const plans = dayView.value?.plans.size ?? 0;
  const step = (
    name: 'retailers' | 'units' | 'people' | 'phones' | 'plan',
    n: number,
    isDone: boolean,
    onOpen: () => void,
  ): Step => ({
    title: w[name].title,
    has: w[name].has(n, count(n, l)),
    why: w[name].why,
    door: w[name].door,
    isDone,
    onOpen,
  });
  return [
    step('retailers', retailers, retailers > 0, () => open('/retailers/import')),
    step('units', units, units > 1 || ready > 0, () => open('/settings', 'units')),
    step('people', reps, reps > 0, () => open('/people/add')),
    {
      ...w.territories,
      has: w.territories.has(count(ready, l), count(territories, l)),
      isDone: territories > 0 && ready === territories,
      onOpen: () => open('/territories'),
    },
    step('phones', phones, phones > 0, () => open('/people/phone')),
    step('plan', plans, plans > 0, () => open('/plans')),
  ];
}
