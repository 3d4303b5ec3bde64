import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { listRetailers, type Retailer } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { SearchField } from '../ui/searchField.tsx';
import { words } from './words.ts';
import { openVisit } from './day.ts';
import type { Pressing } from './pressSheet.tsx';

/** A visit that was not planned: any retailer of the rep's unit, by name or code. */
export function OtherRetailer({ onPress }: { onPress: (pressing: Pressing) => void }) {
  const w = words.value.phone;
  const q = useSignal('');
  const found = useSignal<Retailer[]>([]);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    if (q.value.trim() === '') {
      found.value = [];
      return;
    }
    const cancel = new AbortController();
    const timer = setTimeout(() => {
      call(listRetailers, { query: { q: q.value.trim(), limit: 10 }, signal: cancel.signal }).then(
        (page) => ((found.value = page.items), (error.value = null)),
        (failed: unknown) => cancel.signal.aborted || (error.value = failed),
      );
    }, 250);
    return () => (clearTimeout(timer), cancel.abort());
  }, [q.value]);
  return (
    <section class="section">
      <h2>{w.other}</h2>
      <div class="inset">
        <SearchField label={w.otherSearch} value={q.value} onInput={(text) => (q.value = text)} />
      </div>
      {error.value !== null && <Failure error={error.value} />}
      {found.value.map((retailer) => (
        <button
          key={retailer.retailerId}
          type="button"
          class="item"
          disabled={openVisit.value !== null}
          onClick={() =>
            onPress({
              kind: 'start',
              visitId: null,
              retailerId: retailer.retailerId,
              retailerName: retailer.name,
              retailerPosition: retailer.position,
            })
          }
        >
          <span class="item-text">
            <span class="item-title">{retailer.name}</span>
            <span class="item-more">{[retailer.code, retailer.address].filter(Boolean).join(' · ')}</span>
          </span>
          <span class="good">{w.start}</span>
        </button>
      ))}
    </section>
  );
}
