import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LngLat } from '../../shared/geo.ts';
import type { VisitState, VisitSummary } from '../../shared/visits.ts';
import { metres } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { remember, remembered } from '../ui/remember.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { kept, visits } from './day.ts';
import { handle } from './handling.ts';
import type { Pressing } from './pressSheet.tsx';
import { fitted, scaleOf, toPx, zoomedAt, type Size, type View } from './roundView.ts';
import { Stop } from './stops.tsx';
import type { KeptStop } from './store.ts';
import s from './roundMap.module.css';

const KEPT_OPEN = 'rounds.phone.map';
const HEIGHT = 300;
const ZOOM_STEP = 1.6;
const SCALE_PX = 90;

/** What became of a visit, beside its colour. */
const SIGNS: Partial<Record<VisitState | 'planned', string>> = {
  valid: '✓',
  suspect: '?',
  invalid: '×',
  unverifiable: '–',
};

interface Props {
  here: LngLat | null;
  onPress: (pressing: Pressing) => void;
}

/** The day's round to scale, drawn from what the phone keeps: it is there without a network too. */
export function RoundMap(props: Props) {
  const stops = kept.value?.plan?.stops ?? [];
  const isOpen = useSignal(remembered(KEPT_OPEN) === '1');
  if (stops.length === 0) return null;
  return (
    <details
      class={s.roundMap}
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
        remember(KEPT_OPEN, isOpen.value ? '1' : '0');
      }}
    >
      <summary>{words.value.phone.map.title}</summary>
      {isOpen.value && <Drawn {...props} stops={stops} />}
    </details>
  );
}

/** The part of the ground that is shown, in a box as wide as the page: fitted to the places at first, then as the fingers want it. */
function useGround(places: readonly LngLat[]) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal<Size>({ width: 360, height: HEIGHT });
  const view = useSignal<View | null>(null);
  const fit = () => (view.value = fitted(places, size.peek()));
  const zoom = (factor: number) => {
    const { width, height } = size.peek();
    view.value = zoomedAt(view.peek()!, { width, height }, { x: width / 2, y: height / 2 }, factor);
  };
  useEffect(() => {
    const element = box.current!;
    const measure = () => {
      size.value = { width: element.clientWidth, height: HEIGHT };
      fit();
    };
    measure();
    const watcher = new ResizeObserver(() => {
      if (element.clientWidth !== size.peek().width) measure();
    });
    watcher.observe(element);
    const letGo = handle(element, {
      view: () => view.peek()!,
      size: () => size.peek(),
      show: (next) => (view.value = next),
    });
    return () => {
      watcher.disconnect();
      letGo();
    };
  }, []);
  return { box, size, view, fit, zoom };
}

function Drawn({ here, onPress, stops }: Props & { stops: readonly KeptStop[] }) {
  const w = words.value.phone.map;
  const { box, size, view, fit, zoom } = useGround([...stops.map((stop) => stop.position), ...(here ? [here] : [])]);
  const chosen = useSignal<string | null>(null);
  const byRetailer = new Map([...visits.value].reverse().map((visit) => [visit.retailerId, visit]));
  const at = stops.findIndex((stop) => stop.retailerId === chosen.value);
  const marks = { stops, here, byRetailer, chosen: chosen.value, onChoose: (id: string) => (chosen.value = id) };
  return (
    <>
      <div ref={box} class={s.roundGround}>
        {view.value && <Ground view={view.value} size={size.value} {...marks} />}
        <div class={s.roundTools}>
          <button type="button" aria-label={w.closer} onClick={() => zoom(ZOOM_STEP)}>
            <Icon name="plus" />
          </button>
          <button type="button" aria-label={w.farther} onClick={() => zoom(1 / ZOOM_STEP)}>
            <Icon name="minus" />
          </button>
          <button type="button" aria-label={w.whole} onClick={fit}>
            <Icon name="fit" />
          </button>
        </div>
      </div>
      {at < 0 ? (
        <p class="quiet pad">{here ? w.lead : w.leadNoPlace}</p>
      ) : (
        <ul class="stops">
          <Stop
            stop={stops[at]!}
            number={at + 1}
            visit={byRetailer.get(stops[at]!.retailerId)}
            isNext
            here={here}
            onPress={onPress}
          />
        </ul>
      )}
    </>
  );
}

interface GroundProps {
  view: View;
  size: Size;
  stops: readonly KeptStop[];
  here: LngLat | null;
  byRetailer: ReadonlyMap<string, VisitSummary>;
  chosen: string | null;
  onChoose: (retailerId: string) => void;
}

function Ground({ view, size, stops, here, byRetailer, chosen, onChoose }: GroundProps) {
  const w = words.value.phone.map;
  const l = language.value;
  const next = stops.find((stop) => !byRetailer.has(stop.retailerId));
  const px = (place: LngLat) => toPx(view, size, place);
  const line = stops.map((stop) => px(stop.position));
  const points = (from: number, to: number) =>
    line
      .slice(from, to)
      .map(({ x, y }) => `${x},${y}`)
      .join(' ');
  const done = next ? stops.indexOf(next) : stops.length;
  const { lengthM, px: scalePx } = scaleOf(view, SCALE_PX);
  // What is under way lies above what is done, and what is chosen above all.
  const rank = (stop: KeptStop) =>
    stop.retailerId === chosen ? 3 : stop === next ? 2 : byRetailer.has(stop.retailerId) ? 0 : 1;
  const order = stops.map((stop, k) => ({ stop, k })).sort((a, b) => rank(a.stop) - rank(b.stop) || b.k - a.k);
  return (
    <svg width={size.width} height={size.height} role="group" aria-label={w.title}>
      <polyline class={s.roundDriven} points={points(0, done + 1)} />
      <polyline class={s.roundAhead} points={points(Math.max(0, done - 1), line.length)} />
      {order.map(({ stop, k }) => (
        <StopMark
          key={stop.retailerId}
          at={line[k]!}
          number={k + 1}
          name={stop.name}
          state={byRetailer.get(stop.retailerId)?.state ?? 'planned'}
          isNext={stop === next}
          isChosen={stop.retailerId === chosen}
          onChoose={() => onChoose(stop.retailerId)}
        />
      ))}
      {here && <circle class={s.roundHere} cx={px(here).x} cy={px(here).y} r="7" />}
      <path class={s.roundScale} d={`M12 ${size.height - 18}v6h${scalePx}v-6`} />
      <text class={s.roundScaleText} x={12 + scalePx / 2} y={size.height - 22}>
        {metres(lengthM, l)}
      </text>
    </svg>
  );
}

interface MarkProps {
  at: { x: number; y: number };
  number: number;
  name: string;
  state: VisitState | 'planned';
  isNext: boolean;
  isChosen: boolean;
  onChoose: () => void;
}

function StopMark({ at, number, name, state, isNext, isChosen, onChoose }: MarkProps) {
  const w = words.value;
  const sign = SIGNS[state];
  const radius = isNext || isChosen ? 14 : 11;
  return (
    <g
      class={`${s.roundMark} made-${state} ${isNext ? 'is-next' : ''} ${isChosen ? 'is-chosen' : ''}`}
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={w.phone.map.stop(String(number), name, w.state[state])}
      transform={`translate(${at.x} ${at.y})`}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose();
      }}
    >
      <circle class={s.roundTouch} r="20" />
      <circle class={s.roundDisc} r={radius} />
      <text dy="4">{number}</text>
      {sign !== undefined && (
        <>
          <circle class={s.roundBadge} cx="10" cy="-10" r="7" />
          <text x="10" y="-6">
            {sign}
          </text>
        </>
      )}
    </g>
  );
}
