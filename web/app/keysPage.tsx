import { useEffect, useRef } from 'preact/hooks';
import { words } from './words.ts';
import { Icon } from '../ui/icons.tsx';
import { may } from '../ui/me.ts';
import { features, screenNow, screens } from './desk.ts';
import { maySee } from './feature.ts';
import s from './app.module.css';

export function Keys({ onClose }: { onClose: () => void }) {
  const w = words.value;
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.focus(), []);
  const own = features
    .flatMap((one) => one.keyHelp ?? [])
    .filter((row) => (!row.may || may(row.may)) && (!row.path || row.path === screenNow.value.path));
  const rows: (readonly [readonly string[], string])[] = [
    [['/'], w.keys.search],
    [['j'], w.keys.next],
    [['k'], w.keys.previous],
    [['Enter'], w.keys.open],
    ...own.map((row) => [row.keys, row.word()] as const),
    [['Esc'], w.keys.closeOrBack],
    [['[', ']'], w.keys.days],
    ...screens.flatMap((one) =>
      one.key && maySee(one, may) ? [[['g', one.key.letter], one.key.word()] as const] : [],
    ),
    [['?'], w.keys.help],
  ];
  return (
    <section
      class={s.menu}
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
      <dl class={s.keys}>
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
