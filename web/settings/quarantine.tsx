import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { exportQuarantine, listQuarantine, replayQuarantined, type QuarantineItem } from '../../shared/quarantine.ts';
import { call } from '../api.ts';
import { count, dateTime } from '../format.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { zone } from '../ui/me.ts';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import s from './settings.module.css';

const PAGE = 50;

/** The messages page by page, and their reading again, one after the other. */
function useQuarantine() {
  const read = useSignal<{ items: QuarantineItem[]; next: string | null } | null>(null);
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const more = async (cursor: string | null) => {
    error.value = null;
    try {
      const page = await call(listQuarantine, { query: { limit: PAGE, cursor } });
      read.value = { items: [...(cursor === null ? [] : (read.peek()?.items ?? [])), ...page.items], next: page.next };
    } catch (failed) {
      error.value = failed;
    }
  };
  useEffect(() => void more(null), []);
  const replay = async (which: readonly QuarantineItem[]) => {
    isBusy.value = true;
    error.value = null;
    try {
      for (const { quarantineId } of which) {
        const again = await call(replayQuarantined, { params: { quarantineId } });
        read.value = {
          ...read.peek()!,
          items: read
            .peek()!
            .items.map((item) => (item.quarantineId === quarantineId ? { ...item, replay: again } : item)),
        };
      }
    } catch (failed) {
      error.value = failed;
    }
    isBusy.value = false;
  };
  return { read, error, isBusy, more, replay };
}

/** What phones sent that could not be read: why, from whom, the message itself, and a way to read it again after a fix. */
export function QuarantinePart() {
  const w = words.value.settings;
  const l = language.value;
  const { read, error, isBusy, more, replay } = useQuarantine();
  const items = read.value?.items ?? [];
  return (
    <section class="section">
      <h2 class="panel-bar">
        <span>
          {w.quarantine}
          {read.value && (
            <span class="number">
              {' '}
              {w.quarantineCount(items.length, count(items.length, l) + (read.value.next ? '+' : ''))}
            </span>
          )}
        </span>
        <span class="spread" />
        {items.length > 0 && <ExportMenu of={{ list: exportQuarantine, query: {}, hasPlace: false }} />}
      </h2>
      {error.value !== null && <Failure error={error.value} onAgain={() => void more(null)} />}
      {!read.value && error.value === null && <Skeleton rows={4} />}
      {read.value && items.length === 0 && <p class="quiet pad">{w.quarantineNone}</p>}
      {items.length > 1 && (
        <div class="inset">
          <button type="button" disabled={isBusy.value} onClick={() => void replay(items)}>
            {w.replayAll}
          </button>
        </div>
      )}
      {items.map((item) => (
        <Item key={item.quarantineId} item={item} isBusy={isBusy.value} onReplay={() => void replay([item])} />
      ))}
      {read.value?.next && (
        <button type="button" class="link pad" onClick={() => void more(read.value!.next)}>
          {words.value.more}
        </button>
      )}
    </section>
  );
}

/** What exactly is wrong; of a row of before there were codes, as the server wrote it down. */
function Exactly({ why, detail }: Pick<QuarantineItem, 'why' | 'detail'>) {
  return why ? <p>{reasonSentence(why)}</p> : <p lang="en">{detail}</p>;
}

function Item({ item, isBusy, onReplay }: { item: QuarantineItem; isBusy: boolean; onReplay: () => void }) {
  const w = words.value.settings;
  const l = language.value;
  const { replay } = item;
  return (
    <article class={s.quarantined}>
      <p>
        <strong>{w.reason[item.reason]}</strong>
      </p>
      <Exactly why={item.why} detail={item.detail} />
      <p class="quiet">
        {[item.phone.name, item.phone.label, item.app, dateTime(item.receivedAt, l, zone.value)].join(' · ')}
      </p>
      <details>
        <summary>{w.raw}</summary>
        <pre class="hash">{item.raw}</pre>
      </details>
      {replay && (
        <p class={replay.still.length === 0 ? 'good' : 'warn'}>
          {[
            w.replayed(dateTime(replay.replayedAt, l, zone.value), count(replay.storedFixes, l)),
            replay.still.length > 0 && w.still,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <button type="button" disabled={isBusy} onClick={onReplay}>
        {w.replay}
      </button>
    </article>
  );
}
