import { needsLook } from '../../shared/review.ts';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { clock, clockSeconds } from '../format.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { pushKeys, type Keys } from '../ui/keys.ts';
import { zone } from '../ui/me.ts';
import { words } from './words.ts';
import { language } from '../ui/words.ts';
import { histogram, hoursIn } from './span.ts';
import { changeSpeed, speed, speeds, useReplay, type Replay, type Speed } from './state.ts';
import s from './replay.module.css';

const MINUTE_S = 60;
const BARS = 96;

/** The day as a line of time, below the map: where it is drawn, the reps are. */
export function Player() {
  const w = words.value;
  const replay = useReplay();
  useEffect(() => listen(replay), []);
  return (
    <section class={s.player} aria-label={w.replay.player}>
      <div class={s.playerBar}>
        <Transport />
        <Clock />
        <span class="spread" />
        <KeepInSight />
        <SpeedChoice />
      </div>
      <div class={s.playerLine}>
        <Bars />
        <Scrubber />
        <Hours />
      </div>
    </section>
  );
}

/** To the press before, play or pause, to the next press. */
function Transport() {
  const w = words.value;
  const replay = useReplay();
  const { opened, isPlaying } = replay;
  const isReady = opened.value !== null;
  const playWord = isPlaying.value ? w.replay.pause : w.replay.play;
  const toPress = (way: 1 | -1, word: string, key: string, icon: IconName) => (
    <button
      type="button"
      class="tool"
      disabled={!isReady}
      aria-label={word}
      title={`${word}  ${key}`}
      onClick={() => replay.seekPress(way)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <>
      {toPress(-1, w.replay.before, 'b', 'previousPress')}
      <button
        type="button"
        class={`primary ${s.playerPlay}`}
        disabled={!isReady}
        aria-label={playWord}
        title={playWord}
        onClick={() => (isPlaying.value = !isPlaying.value)}
      >
        <Icon name={isPlaying.value ? 'pause' : 'play'} />
      </button>
      {toPress(1, w.replay.after, 'n', 'nextPress')}
    </>
  );
}

/** Whether the map goes with the rep who is followed. */
function KeepInSight() {
  const word = words.value.replay.follow;
  const { followed, isKept } = useReplay();
  if (!followed.value) return null;
  return (
    <button
      type="button"
      class="tool"
      aria-pressed={isKept.value}
      aria-label={word}
      title={word}
      onClick={() => (isKept.value = !isKept.value)}
    >
      <Icon name="live" />
    </button>
  );
}

function SpeedChoice() {
  const w = words.value;
  return (
    <select
      aria-label={w.replay.speed}
      title={`${w.replay.speed}  s f`}
      value={speed.value}
      onChange={(event) => (speed.value = Number(event.currentTarget.value) as Speed)}
    >
      {speeds.map((one) => (
        <option key={one} value={one}>
          {w.replay.times(one)}
        </option>
      ))}
    </select>
  );
}

const keysOf = (replay: Replay): Keys => ({
  ',': () => replay.seek(replay.momentS.peek() - MINUTE_S),
  '.': () => replay.seek(replay.momentS.peek() + MINUTE_S),
  b: () => replay.seekPress(-1),
  n: () => replay.seekPress(1),
  s: () => changeSpeed(-1),
  f: () => changeSpeed(1),
  ' ': (event) => {
    const isScrubber = event.target instanceof HTMLInputElement && event.target.type === 'range';
    if (!isScrubber && (event.target as HTMLElement).closest('button, a, [role=button]')) return false;
    replay.isPlaying.value = !replay.isPlaying.peek();
    return true;
  },
});

/** The keys of the player. Space plays where it does not press what is focused. */
function listen(replay: Replay): () => void {
  const keys = keysOf(replay);
  return pushKeys(() => (replay.opened.peek() ? keys : {}));
}

const atOf = (fromMs: number, atS: number) => new Date(fromMs + atS * 1000).toISOString();

/** Written at every frame past the drawing of components. */
function Clock() {
  const { opened, momentS } = useReplay();
  const element = useRef<HTMLTimeElement>(null);
  useSignalEffect(() => {
    const text = opened.value
      ? clockSeconds(atOf(opened.value.fromMs, momentS.value), language.value, zone.value)
      : '––:––:––';
    if (element.current && element.current.textContent !== text) element.current.textContent = text;
  });
  return (
    <time class={s.playerClock} ref={element} data-moment>
      ––:––:––
    </time>
  );
}

function Scrubber() {
  const replay = useReplay();
  const { opened, momentS, span } = replay;
  const w = words.value;
  const element = useRef<HTMLInputElement>(null);
  const { fromS, untilS } = span.value;
  useSignalEffect(() => {
    const { fromS: from, untilS: until } = span.value;
    const input = element.current;
    if (!input) return;
    input.value = String(Math.round(momentS.value));
    input.style.setProperty(
      '--gone',
      `${((Math.min(until, Math.max(from, momentS.value)) - from) / Math.max(1, until - from)) * 100}%`,
    );
    const said = opened.value ? clock(atOf(opened.value.fromMs, momentS.value), language.value, zone.value) : '';
    if (input.getAttribute('aria-valuetext') !== said) input.setAttribute('aria-valuetext', said);
  });
  const byKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -15, PageUp: 15 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    replay.seek(momentS.peek() + by * MINUTE_S);
  };
  return (
    <input
      ref={element}
      type="range"
      class={s.scrubber}
      min={Math.floor(fromS)}
      max={Math.ceil(untilS)}
      step={1}
      disabled={!opened.value}
      aria-label={w.replay.scrubber}
      onInput={(event) => replay.seek(Number(event.currentTarget.value))}
      onKeyDown={byKey}
    />
  );
}

/** When the presses were made, those that need a look on top in their colour; and the stops of the rep who is followed. */
function Bars() {
  const { facts: dayFacts, opened, followed, span } = useReplay();
  const [facts, at, repId] = [dayFacts.value, opened.value, followed.value];
  const { fromS, untilS } = span.value;
  const bars = useMemo(() => {
    const presses = (repId ? (facts?.byRep.get(repId) ?? []) : (facts?.presses.visits ?? [])).map((one) => ({
      fromS: one.fromS,
      isDoubtful: needsLook(one.visit.state),
    }));
    return histogram(presses, { fromS, untilS }, BARS);
  }, [facts, repId, fromS, untilS]);
  const most = Math.max(1, ...bars.map((bar) => bar.all));
  const x = (atS: number) => ((atS - fromS) / Math.max(1, untilS - fromS)) * BARS;
  const stays = (repId && at?.tracks.get(repId)?.stays) || [];
  return (
    <svg
      class={s.playerBars}
      viewBox={`0 0 ${BARS} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {stays.map((stay) => (
        <rect
          key={stay.fromS}
          class={s.barStay}
          x={x(stay.fromS)}
          width={Math.max(0.2, x(stay.untilS) - x(stay.fromS))}
          y="0"
          height="20"
        />
      ))}
      {bars.map(
        (bar, i) =>
          bar.all > 0 && [
            <rect
              key={i}
              class={s.barPress}
              x={i + 0.1}
              width="0.8"
              y={20 - (bar.all / most) * 18}
              height={(bar.all / most) * 18}
            />,
            bar.doubtful > 0 && (
              <rect
                key={`${i}?`}
                class={s.barDoubtful}
                x={i + 0.1}
                width="0.8"
                y={20 - (bar.all / most) * 18}
                height={(bar.doubtful / most) * 18}
              />
            ),
          ],
      )}
    </svg>
  );
}

function Hours() {
  const { opened, span } = useReplay();
  const { fromS, untilS } = span.value;
  const at = opened.value;
  if (!at) return <div class={s.playerHours} />;
  return (
    <div class={s.playerHours} aria-hidden="true">
      {hoursIn({ fromS, untilS }, 9).map((atS) => (
        <span key={atS} style={{ left: `${((atS - fromS) / (untilS - fromS)) * 100}%` }}>
          {clock(atOf(at.fromMs, atS), language.value, zone.value)}
        </span>
      ))}
    </div>
  );
}
