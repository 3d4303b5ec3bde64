import { isOutdated } from '../release.ts';
import { words } from './words.ts';

/** The server was brought up to date: what this page does not have yet comes with a reload, when the reader wants it. */
export function OutdatedBanner() {
  const w = words.value;
  if (!isOutdated.value) return null;
  return (
    <div class="banner is-outdated" role="status">
      {w.outdated}{' '}
      <button type="button" class="link" onClick={() => location.reload()}>
        {w.reload}
      </button>
    </div>
  );
}

/** Always there where data are made up: nobody may take a made-up rep for a real one. */
export function SyntheticBanner() {
  const w = words.value;
  return (
    <aside class="banner" aria-label={w.product}>
      {w.syntheticBanner}
    </aside>
  );
}
