import type { ComponentChildren } from 'preact';
import { FAR_FROM_SHOP_M } from '../../../shared/contradictions.ts';
import type { MyCase } from '../../../shared/findings.ts';
import { distanceM } from '../../../shared/geo.ts';
import { metres } from '../../format.ts';
import { language } from '../../ui/words.ts';
import { place } from '../position.ts';
import { words } from '../words.ts';
import type { Press } from './filing.ts';

/** A press of now: with the position if there is one. */
export function pressNow(): Press {
  const at = place.peek();
  return { at: new Date().toISOString(), fix: at.state === 'found' ? at.fix : null };
}

/** Where the phone is, before it is sent: far or vague is said, and never refused. */
export function Here({ of, children }: { of: MyCase; children: ComponentChildren }) {
  const w = words.value.phone;
  const l = language.value;
  const at = place.value;
  const awayM = at.state === 'found' ? distanceM(at.fix.position, of.position) - at.fix.accuracyM : 0;
  return (
    <>
      <p class={at.state === 'found' || at.state === 'locating' ? 'quiet' : 'warn'} role="status">
        {at.state === 'found'
          ? w.place(metres(at.fix.accuracyM, l))
          : { locating: w.locating, denied: w.denied, insecure: w.insecure, none: w.noPosition }[at.state]}
      </p>
      {awayM > FAR_FROM_SHOP_M && <p class="warn">{w.farFrom(metres(awayM, l))}</p>}
      {children}
    </>
  );
}
