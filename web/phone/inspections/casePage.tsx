import { useEffect } from 'preact/hooks';
import type { MyCase } from '../../../shared/findings.ts';
import { clock, dayName } from '../../format.ts';
import { Icon } from '../../ui/icons.tsx';
import { select } from '../../ui/navigate.ts';
import { language } from '../../ui/words.ts';
import { repZone } from '../day.ts';
import { chosenNavigator } from '../navigatorChoice.tsx';
import { wayTo } from '../navigation.ts';
import { measure, place } from '../position.ts';
import { words } from '../words.ts';
import { Calls } from './calls.tsx';
import type { Press } from './filing.ts';
import { FindingForm } from './findingForm.tsx';
import { Here, pressNow } from './here.tsx';
import { begin, drafts, findings, isUnkept, questionsOf } from './inspecting.ts';
import { inspectWords } from './words.ts';
import s from '../phone.module.css';
import c from './inspecting.module.css';

/** One case: where it is, arriving or calling, and then what was found. */
export function CasePage({ of }: { of: MyCase }) {
  const w = inspectWords.value.inspect;
  const draft = drafts.value.get(of.caseId);
  const isOpen = draft !== undefined && draft.filedAt === null;
  const isCall = of.kind === 'phone';
  // where the inspector is counts on arriving and on leaving: not before the page is opened, nor after
  useEffect(() => (isCall ? undefined : measure()), []);
  return (
    <>
      <header class={s.phoneHead}>
        <button type="button" class="plain" aria-label={words.value.back} onClick={() => select(null)}>
          <Icon name="back" />
        </button>
        <h1>{of.name}</h1>
      </header>
      <main>
        {isUnkept.value && (
          <p class={`${s.note} warn`} role="alert">
            {w.unkept}
          </p>
        )}
        <Facts of={of} />
        {!isCall && !isOpen && (
          <div class="inset">
            <a class="button" href={wayTo(chosenNavigator.value, of, navigator.userAgent)}>
              <Icon name="navigate" size={18} />
              {words.value.phone.navigate}
            </a>
          </div>
        )}
        {isCall && !isOpen && <Calls of={of} />}
        {isOpen ? (
          <FindingForm key={draft.findingId} draft={draft} />
        ) : (
          <Begin of={of} filedAt={draft?.filedAt ?? null} />
        )}
      </main>
    </>
  );
}

function Facts({ of }: { of: MyCase }) {
  const w = inspectWords.value.inspect;
  const l = language.value;
  const facts: [string, string | null][] = [
    [w.of, of.planTitle],
    [w.days, `${dayName(of.fromDay, l)} – ${dayName(of.toDay, l)}`],
    [words.value.phone.hours, of.openingHours],
    [w.contact, of.contact],
  ];
  return (
    <div class={c.caseFacts}>
      {of.address && <p>{of.address}</p>}
      <dl class="facts">
        {facts.map(([name, text]) => text && [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{text}</dd>])}
      </dl>
    </div>
  );
}

function Begin({ of, filedAt }: { of: MyCase; filedAt: string | null }) {
  const w = inspectWords.value.inspect;
  const start = (press: Press | null) => begin(of, press);
  if (of.questionnaire && !questionsOf(of)) return <p class={s.note}>{w.noForm}</p>;
  if (filedAt !== null)
    return (
      <div class={`${s.note} row`}>
        <span class="grow">
          {findings.value.some(({ caseId }) => caseId === of.caseId)
            ? w.state.waiting
            : w.filedAt(clock(filedAt, language.value, repZone.value))}
        </span>
        <button type="button" onClick={() => start(null)}>
          {w.correct}
        </button>
      </div>
    );
  if (of.kind === 'phone') return null; // it begins with the call
  return (
    <section class={c.caseBegin}>
      <p class="quiet">{w.arriveLead}</p>
      <Here of={of}>
        <button
          type="button"
          class={`primary ${s.big}`}
          disabled={place.value.state === 'locating'}
          onClick={() => start(pressNow())}
        >
          {w.arrive}
        </button>
      </Here>
    </section>
  );
}
