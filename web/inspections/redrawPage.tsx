import { useSignal } from '@preact/signals';
import { readDrawExport, redrawWith, type Difference } from '../../shared/redraw.ts';
import { sha256Text } from '../ui/sha256.ts';
import { count } from '../format.ts';
import { useFileDrop } from '../ui/fileDrop.ts';
import { language } from '../ui/words.ts';
import { Differences } from './drawnAgain.tsx';
import { BackToList } from './part.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

interface Checked {
  title: string;
  frames: number;
  picks: number;
  differences: readonly Difference[];
}

/** Somebody's exported draw, recomputed by this page alone: the same, or where it differs. */
export function RedrawPage() {
  const w = words.value;
  const checked = useSignal<Checked | 'unreadable' | null>(null);
  const read = async (file: File) => {
    const given = readDrawExport(await file.text());
    checked.value = given
      ? {
          title: given.title,
          frames: given.frames.length,
          picks: given.frames.reduce((sum, { picks }) => sum + picks.length, 0),
          differences: redrawWith(given, sha256Text),
        }
      : 'unreadable';
  };
  return (
    <>
      <header class="panel-head">
        <BackToList title={w.redraw.title} />
        <p class="quiet">{w.redraw.lead}</p>
      </header>
      <div class={`panel-body ${s.inspForm}`}>
        <Drop onFile={(file) => void read(file)} />
        <div role="status">{checked.value !== null && <Said of={checked.value} />}</div>
      </div>
    </>
  );
}

function Drop({ onFile }: { onFile: (file: File) => void }) {
  const w = words.value.redraw;
  const { isOver, take, place } = useFileDrop(onFile);
  return (
    <label class={isOver ? `${s.inspDrop} ${s.inspIsOver}` : s.inspDrop} {...place}>
      <span>{w.drop}</span>
      <input
        type="file"
        accept=".ndjson,.jsonl,.txt"
        aria-label={w.choose}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = ''; // the same file, changed meanwhile, is read again
        }}
      />
    </label>
  );
}

function Said({ of }: { of: Checked | 'unreadable' }) {
  const w = words.value.redraw;
  const l = language.value;
  if (of === 'unreadable') return <p class="warn">{w.unreadable}</p>;
  const { title, frames, picks, differences } = of;
  if (differences.length === 0) return <p class="good">{`✓ ${w.same(title, count(frames, l), count(picks, l))}`}</p>;
  return (
    <div class="warn">
      <p>{w.differs(title, differences.length, count(differences.length, l))}</p>
      <Differences of={differences} />
    </div>
  );
}
