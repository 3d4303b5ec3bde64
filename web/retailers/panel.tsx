import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { exportRetailers, listRetailers, type Retailer } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { fitUnlessSeen } from '../map/camera.ts';
import { scene } from '../map/scene.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { may } from '../ui/me.ts';
import { go, open, part, select } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { SearchField } from '../ui/searchField.tsx';
import { language } from '../ui/words.ts';
import { found } from './focusLayer.ts';
import { Filters, narrowed, type Narrowed } from './filters.tsx';
import { words } from './words.ts';
import s from './retailers.module.css';

const PAGE = 100;
/** Typing is not asked about letter by letter. */
const SETTLE_MS = 200;

/** The retailers that are searched for, page by page; asked again when their points change. */
function useRetailers(q: string, unitId: string | null, narrow: Narrowed) {
  const isNarrowed = q.trim() !== '' || Object.keys(narrow).length > 0;
  const listed = useSignal<{ items: Retailer[]; next: string | null; count: number } | null>(null);
  const error = useSignal<unknown>(null);
  const read = async (cursor: string | null, signal?: AbortSignal) => {
    error.value = null;
    // of all of them the map knows how many there are
    const count = cursor === null && isNarrowed ? 'all' : undefined;
    try {
      const page = await call(listRetailers, {
        query: { q: q.trim(), unitId, ...narrow, limit: PAGE, cursor, count },
        signal,
      });
      listed.value = {
        items: [...(cursor === null ? [] : (listed.peek()?.items ?? [])), ...page.items],
        next: page.next,
        count: page.count ?? listed.peek()?.count ?? 0,
      };
    } catch (failed) {
      if (!signal?.aborted) error.value = failed;
    }
  };
  useEffect(() => {
    const cancel = new AbortController();
    const timer = setTimeout(() => void read(null, cancel.signal), listed.peek() ? SETTLE_MS : 0);
    return () => (clearTimeout(timer), cancel.abort());
  }, [q, unitId, JSON.stringify(narrow), scene.points.value]);
  return { listed, error, read, isNarrowed };
}

/** What was found is ringed on the map and in sight there. */
function useFound(items: readonly Retailer[]) {
  useEffect(() => {
    found.value = items.map(({ position }) => position);
    fitUnlessSeen(found.value, 15);
  }, [items]);
  useEffect(() => () => void (found.value = []), []);
}

const nothing: readonly Retailer[] = [];

/** All retailers of the unit, searched by the server: 60,000 are as easy as 60. */
export function RetailersScreen() {
  const w = words.value;
  const l = language.value;
  const q = part.q.value;
  const unitId = part.unitId.value;
  const narrow = narrowed();
  const { listed, error, read, isNarrowed } = useRetailers(q, unitId, narrow);
  const total = scene.points.value?.count;
  const shown = listed.value;
  useFound(isNarrowed && shown ? shown.items : nothing);
  const grades = [...new Set(shown?.items.flatMap(({ grade }) => (grade === null ? [] : [grade])))].sort();
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
          <span class="spread" />
          <ExportMenu of={{ list: exportRetailers, query: { q: q.trim(), unitId, ...narrow }, hasPlace: true }} />
          {may('retailers.import') && (
            <button type="button" onClick={() => open('/retailers/import')}>
              <Icon name="upload" size={16} />
              {w.retailers.import}
            </button>
          )}
        </div>
        <h1 class="sentence">
          {total === undefined
            ? w.retailers.title
            : isNarrowed && shown
              ? w.retailers.found(shown.count, count(shown.count, l), count(total, l))
              : w.retailers.sentence(total, count(total, l))}
        </h1>
        <SearchField label={w.retailers.search} value={q} onInput={(text) => go({ q: text }, { replace: true })} />
        <Filters grades={grades} />
      </header>
      <div class="panel-body">
        {error.value !== null && <Failure error={error.value} onAgain={() => void read(null)} />}
        {!shown && error.value === null && <Skeleton rows={8} />}
        {shown?.items.length === 0 &&
          (isNarrowed ? (
            <p class="quiet pad">{w.retailers.none}</p>
          ) : (
            <Empty title={w.retailers.empty}>
              <p>{w.retailers.emptyLead}</p>
            </Empty>
          ))}
        {shown?.items.map((retailer) => (
          <RetailerItem key={retailer.retailerId} retailer={retailer} />
        ))}
        {shown?.next && (
          <button type="button" class="link pad" onClick={() => void read(shown.next)}>
            {w.more}
          </button>
        )}
      </div>
    </>
  );
}

function RetailerItem({ retailer }: { retailer: Retailer }) {
  const id = retailer.retailerId;
  const hover = useHover(id);
  return (
    <button type="button" {...hover} data-item onClick={() => select({ kind: 'retailer', id })}>
      <span class={s.grade} aria-label={`${words.value.field.grade} ${retailer.grade ?? words.value.unknown}`}>
        {retailer.grade ?? '–'}
      </span>
      <span class="item-text">
        <span class="item-title">{retailer.name}</span>
        <span class="item-more">{[retailer.code, retailer.address].filter(Boolean).join(' · ')}</span>
      </span>
    </button>
  );
}
