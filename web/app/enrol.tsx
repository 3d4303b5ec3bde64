import { OwnFactors } from '../factors/own.tsx';
import { words as factorWords } from '../factors/words.ts';
import { readMe, signOut } from '../ui/me.ts';
import { Door } from './door.tsx';
import { words } from './words.ts';

/** Whoever is asked for a second factor and has none adds one before anything else. */
export function Enrol() {
  const w = factorWords.value.factors;
  return (
    <Door title={w.mustTitle} lead={w.mustLead}>
      <OwnFactors onReady={() => void readMe()} />
      <button type="button" onClick={() => void signOut()}>
        {words.value.signOut}
      </button>
    </Door>
  );
}
