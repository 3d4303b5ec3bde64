import { useSignal } from '@preact/signals';
import type { ComponentType, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { LngLat } from '../../shared/geo.ts';
import type { Me } from '../../shared/sessions.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { clock, count, duration } from '../format.ts';
import { now } from '../clock.ts';
import { me, signOut } from '../ui/me.ts';
import { lazyPanel } from '../ui/lazy.tsx';
import { go, open, part, place as address, selection } from '../ui/navigate.ts';
import { ActsOnMe } from '../ui/actsOnMe.tsx';
import { OutdatedBanner, SyntheticBanner } from '../ui/banner.tsx';
import { words } from './words.ts';
import { language } from '../ui/words.ts';
import { LanguageChoice } from '../ui/languageChoice.tsx';
import { Icon } from '../ui/icons.tsx';
import { Skeleton } from '../ui/failure.tsx';
import { isOnline, keepSending, kept, needsSignIn, openDay, openVisit, refresh, repZone, visits } from './day.ts';
import { Forgotten } from './forgotten.tsx';
import { NavigatorChoice } from './navigatorChoice.tsx';
import { Month } from './month.tsx';
import { OtherRetailer } from './otherRetailer.tsx';
import { OWN_VISITS, OwnVisits } from './ownVisits.tsx';
import { dwellLeftS, requiredDwellOf } from './dwell.ts';
import { place } from './position.ts';
import { RoundMap } from './roundMap.tsx';
import { ShiftPart } from './shift.tsx';
import { StoredPage } from './stored.tsx';
import { PressSheet, type Pressing } from './pressSheet.tsx';
import { Stops, Tally } from './stops.tsx';
import { forgetDay } from './store.ts';
import { Waiting } from './waiting.tsx';
import s from './phone.module.css';

/** The rep's page: today's stops, two buttons, own visits and what was made of them. Works without a network. */
export function PhonePage({ SignIn }: { SignIn: ComponentType }) {
  const w = words.value;
  const pressing = useSignal<Pressing | null>(null);
  const here = useSignal<LngLat | null>(null);
  useEffect(() => {
    void openDay();
    // Built with the page; a browser that has none, or a page without HTTPS, works online only.
    void navigator.serviceWorker?.register('/worker.js').catch(() => undefined);
    return keepSending();
  }, []);
  // Signing in again on this page goes on where it stopped.
  useEffect(() => {
    if (me.value) void refresh();
  }, [me.value?.person.personId]);
  if (place.value.state === 'found') here.value = place.value.fix.position;
  const day = kept.value;
  if (needsSignIn.value && (!day || me.value === null)) return <SignIn />;
  if (!day)
    return (
      <div class={s.phone}>
        <Skeleton rows={8} />
        {!isOnline.value && <p class={s.note}>{w.failure.UNREACHABLE}</p>}
      </div>
    );
  const other = otherPage(day.me);
  if (other) return <div class={s.phone}>{other}</div>;
  const isRep = day.me.actions.includes('visits.press');
  const isInspector = day.me.actions.includes('inspections.do');
  return (
    <div class={s.phone}>
      {day.me.org.synthetic && <SyntheticBanner />}
      <OutdatedBanner />
      {isOnline.value && <ActsOnMe zone={repZone.value} />}
      <Head />
      <main>
        {needsSignIn.value && <SignInAgain />}
        <Waiting />
        {day.asks && day.asks.contradictions.length + day.asks.remedies.length > 0 && <AsksPart />}
        {isInspector && <InspectionPart caseId={null} />}
        {isRep && <Round here={here.value} onPress={(next) => (pressing.value = next)} />}
      </main>
      {pressing.value && <PressSheet pressing={pressing.value} onClose={() => (pressing.value = null)} />}
    </div>
  );
}

/** What stands in the place of the day: what is stored, a log, a case. */
function otherPage({ actions }: Me): VNode | null {
  if (part.state.value === 'stored') return <StoredPage />;
  if (actions.includes('logs.write') && address.value.own.log !== undefined) return <LogPart />;
  if (actions.includes('inspections.do') && selection.value?.kind === 'case')
    return <InspectionPart caseId={selection.value.id} />;
  return null;
}

// An inspector's alone; the worker keeps it beside the page's own code.
const InspectionPart = lazyPanel(async () => (await import('./inspections/part.tsx')).InspectionPart);

// Of whom an inspection asks something.
const AsksPart = lazyPanel(async () => (await import('./asks/part.tsx')).AsksPart);

// Likewise for whoever writes logs.
const LogPart = lazyPanel(async () => (await import('./logs/part.tsx')).LogPart);

// Whose months are scored.
const ScorePart = lazyPanel(async () => (await import('./scores/part.tsx')).ScorePart);

/** A rep's own day: shift, stops, and what was made of the visits. */
function Round({ here, onPress }: { here: LngLat | null; onPress: (next: Pressing) => void }) {
  return (
    <>
      <ShiftPart />
      {openVisit.value && <UnderWay visit={openVisit.value} onEnd={(visit) => onPress(endOf(visit))} />}
      <MineAbove />
      <section class="section">
        <StopsTitle stops={kept.value?.plan?.stops ?? []} />
        <RoundMap here={here} onPress={onPress} />
        <Stops here={here} onPress={onPress} />
      </section>
      {isOnline.value && <OtherRetailer onPress={onPress} />}
      <Forgotten />
      <LogPart />
      {(kept.value?.scores?.length ?? 0) > 0 && <ScorePart />}
      <Month />
      <OwnVisits />
    </>
  );
}

/** What was made of the day's visits so far, above the stops: the way to each verdict, and to an appeal. */
function MineAbove() {
  const states = visits.value.map((visit) => visit.state);
  if (states.length === 0) return null;
  const show = () => {
    const section = document.getElementById(OWN_VISITS);
    section?.scrollIntoView();
    section?.querySelector('summary')?.focus({ preventScroll: true });
  };
  return (
    <button type="button" class={s.mineAbove} onClick={show}>
      <span class="grow">{words.value.phone.mine}</span>
      <Tally states={states} />
    </button>
  );
}

function endOf({ visitId, retailerId, retailerName, retailerPosition, startedAt }: VisitSummary): Pressing {
  return { kind: 'end', visitId, retailerId, retailerName, retailerPosition, startedAt };
}

function SignInAgain() {
  const w = words.value;
  return (
    <p class={`${s.note} row warn`} role="alert">
      <span class="grow">{w.phone.signInAgain}</span>
      <button type="button" class="primary" onClick={() => (me.value = null)}>
        {w.signIn.submit}
      </button>
    </p>
  );
}

/** How many of the day's stops have been visited. */
function StopsTitle({ stops }: { stops: readonly { retailerId: string }[] }) {
  const w = words.value.phone;
  const l = language.value;
  const visited = new Set(visits.value.map((visit) => visit.retailerId));
  const done = stops.filter((stop) => visited.has(stop.retailerId)).length;
  return (
    <h2>
      {w.stops}
      {stops.length > 0 && <span class="number"> {w.progress(count(done, l), count(stops.length, l))}</span>}
    </h2>
  );
}

function Head() {
  const w = words.value;
  const isOpen = useSignal(false);
  const leave = async () => {
    await forgetDay();
    await signOut();
  };
  return (
    <header class={s.phoneHead}>
      <img src="/icon.svg" width="30" height="30" alt="" />
      <h1>{kept.value?.me.person.name}</h1>
      <button
        type="button"
        class="plain spread"
        aria-label={w.account}
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon name="account" />
      </button>
      {isOpen.value && (
        <div class={s.phoneMenu}>
          <LanguageChoice />
          <NavigatorChoice />
          <button type="button" onClick={() => go({ state: 'stored' })}>
            {w.phone.stored.menu}
          </button>
          <button type="button" onClick={() => open('/')}>
            {w.phone.dashboard}
          </button>
          <button type="button" onClick={() => void leave()}>
            {w.signOut}
          </button>
        </div>
      )}
    </header>
  );
}

/** The visit the rep is in: one at a time, and the way out of it is the largest thing on the page. */
function UnderWay({ visit, onEnd }: { visit: VisitSummary; onEnd: (visit: VisitSummary) => void }) {
  const w = words.value.phone;
  const l = language.value;
  const lengthS = Math.max(0, (now.value - Date.parse(visit.startedAt)) / 1000);
  const leftS = dwellLeftS(visit.startedAt, kept.value?.requiredDwellS, now.value);
  return (
    <section class={s.underWay}>
      <p class={s.sheetName}>{w.under(visit.retailerName)}</p>
      <p class="quiet">{w.since(clock(visit.startedAt, l, repZone.value), duration(lengthS, l))}</p>
      <p class={leftS > 0 ? 'warn' : 'good'} role="status">
        {leftS > 0
          ? w.stayOn(duration(Math.ceil(leftS), l), duration(requiredDwellOf(kept.value?.requiredDwellS), l))
          : w.longEnough}
      </p>
      <button type="button" class={`primary ${s.big}`} onClick={() => onEnd(visit)}>
        {w.end}
      </button>
    </section>
  );
}
