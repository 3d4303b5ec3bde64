import { useEffect, useRef } from 'preact/hooks';
import { words } from './words.ts';
import { Icon } from '../ui/icons.tsx';
import { may } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';

export function Keys({ onClose }: { onClose: () => void }) {
  const w = words.value;
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.focus(), []);
  const rows: [string[], string][] = [
    [['/'], w.keys.search],
    [['j'], w.keys.next],
    [['k'], w.keys.previous],
    [['Enter'], w.keys.open],
    [['j', 'k'], w.keys.nextCase],
    ...(may('visits.decide')
      ? ([
          [['a'], w.keys.accept],
          [['r'], w.keys.reject],
          [['n'], w.keys.note],
          [['Ctrl+Z'], w.keys.undo],
        ] as [string[], string][])
      : []),
    ...(may('plans.make') ? ([[['Ctrl+Z', 'Ctrl+Shift+Z'], w.keys.undoPlan]] as [string[], string][]) : []),
    ...(part.screen.value === 'replay'
      ? ([
          [['Space'], w.replay.keys.play],
          [[',', '.'], w.replay.keys.minute],
          [['b', 'n'], w.replay.keys.press],
          [['s', 'f'], w.replay.keys.speed],
        ] as [string[], string][])
      : []),
    [['Esc'], w.keys.closeOrBack],
    [['c'], w.keys.clusters],
    [['[', ']'], w.keys.days],
    [['g', 'l'], w.keys.goLive],
    [['g', 'p'], w.keys.goPlans],
    [['g', 'd'], w.replay.keys.go],
    [['g', 'a'], w.keys.goVisits],
    [['g', 'r'], w.keys.goRetailers],
    [['g', 't'], w.keys.goTerritories],
    ...(may('settings.change') || may('ledger.read')
      ? ([[['g', 's'], w.keys.goSettings]] as [string[], string][])
      : []),
    [['g', 'e'], w.keys.goPeople],
    [['?'], w.keys.help],
  ];
  return (
    <section
      class="menu"
      ref={element}
      tabIndex={-1}
      aria-label={w.keys.title}
      onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), onClose())}
    >
      <div class="panel-bar">
        <h2>{w.keys.title}</h2>
        <button type="button" class="plain spread" aria-label={w.close} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </div>
      <dl class="keys">
        {rows.map(([keys, what]) => [
          <dt key={what}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>,
          <dd key={`${what}=`}>{what}</dd>,
        ])}
      </dl>
    </section>
  );
}
