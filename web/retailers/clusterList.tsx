import { useSignal } from '@preact/signals';
import { count } from '../format.ts';
import { clusterMembers } from './clusterLayer.ts';
import { drawOrder } from '../glyphs.ts';
import { scene } from '../map/scene.ts';
import { fitPlaces } from '../map/camera.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { DetailHead } from '../ui/detailHead.tsx';
import { Empty, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { DayState } from '../../shared/tables/coded.ts';

/** More rows than this are shown when they are asked for. */
const MOST_ROWS = 100;

/** What a cluster holds: what needs a look first, then the rest of the day, then the others by name. */
export function ClusterList({ id }: { id: string }) {
  const w = words.value;
  const l = language.value;
  const shownRows = useSignal(MOST_ROWS);
  const points = scene.points.value;
  if (!points)
    return (
      <>
        <DetailHead title={w.map.cluster} />
        <Skeleton />
      </>
    );
  const members = clusterMembers(id);
  if (!members)
    return (
      <>
        <DetailHead title={w.map.cluster} />
        <Empty title={w.failure.NOT_FOUND} />
      </>
    );
  const states = new Map(scene.marks.value.map((mark) => [mark.retailerId, mark.state]));
  const rows = Array.from(members, (i) => ({
    id: points.ids[i]!,
    name: points.names[i]!,
    code: points.codes[i]!,
    state: states.get(points.ids[i]!) ?? ('other' as const),
  }));
  rows.sort(
    (a, b) =>
      drawOrder.indexOf(b.state) - drawOrder.indexOf(a.state) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  const counted = drawOrder.toReversed().flatMap((state) => {
    const own = rows.filter((row) => row.state === state).length;
    return own > 0 ? [`${w.state[state]} ${count(own, l)}`] : [];
  });
  const zoomIn = () => fitPlaces(Array.from(members, (i) => ({ lng: points.lng[i]!, lat: points.lat[i]! })));
  return (
    <>
      <DetailHead
        title={w.map.retailerCount(rows.length, count(rows.length, l))}
        more={<p class="quiet">{counted.join(' · ')}</p>}
      >
        <button type="button" class="tool" aria-label={w.map.openCluster} title={w.map.openCluster} onClick={zoomIn}>
          <Icon name="fit" />
        </button>
      </DetailHead>
      <div class="panel-body">
        {rows.slice(0, shownRows.value).map((row) => (
          <Row key={row.id} {...row} />
        ))}
        {rows.length > shownRows.value && (
          <button type="button" class="link pad" onClick={() => (shownRows.value += MOST_ROWS * 5)}>
            {w.more}
          </button>
        )}
      </div>
    </>
  );
}

function Row({ id, name, code, state }: { id: string; name: string; code: string; state: DayState }) {
  const hover = useHover(id);
  return (
    <button type="button" {...hover} data-item onClick={() => select({ kind: 'retailer', id })}>
      <StateMark state={state} />
      <span class="item-text">
        <span class="item-title">{name}</span>
        <span class="item-more">{[words.value.state[state], code].join(' · ')}</span>
      </span>
    </button>
  );
}
