import { words } from '../words/words.ts';

/** Always there where data are made up: nobody may take a made-up rep for a real one. */
export function SyntheticBanner() {
  const w = words.value;
  return <aside class="banner" aria-label={w.product}>{w.syntheticBanner}</aside>;
}
