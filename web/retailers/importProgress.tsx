import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readImport, type ImportRun } from '../../shared/imports.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { fitAll } from '../map/camera.ts';
import { Failure } from '../ui/failure.tsx';
import { readMe } from '../ui/me.ts';
import { open } from '../ui/navigate.ts';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { RowErrors } from './rowErrors.tsx';
import { StructurePart } from './structurePart.tsx';
import s from './retailers.module.css';

const ASK_EVERY_MS = 500;

/** An import as it is now; asked for until it has ended. */
function useImport(first: ImportRun) {
  const run = useSignal(first);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      try {
        run.value = await call(readImport, { params: { importId: first.importId } });
        error.value = null;
      } catch (failed) {
        error.value = failed;
      }
      if (run.value.structure?.newUnits.length) void readMe().catch(() => undefined); // the next page asks again
      if (!isOver && run.value.state === 'running') timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [first.importId]);
  return { run, error };
}

/** The import while it runs and what came of it. It goes on in the server also when this page is closed. */
export function ImportProgress({
  first,
  onAnother,
  onAgain,
}: {
  first: ImportRun;
  onAnother: () => void;
  onAgain: () => void;
}) {
  const w = words.value;
  const l = language.value;
  const { run, error } = useImport(first);
  const { state, doneCount, rowCount } = run.value;
  const figures = [
    [w.import.created, run.value.createdCount],
    [w.import.updated, run.value.updatedCount],
    [w.import.unchanged, run.value.unchangedCount],
    [w.import.rejected, run.value.errorCount],
  ] as const;
  return (
    <>
      <section class="section inset progress-part-of">
        <p class="empty-title" role="status">
          {state === 'running'
            ? w.import.running(count(doneCount, l), count(rowCount, l))
            : state === 'done'
              ? w.import.done
              : w.import.failed}
        </p>
        {state === 'running' && <progress max={rowCount} value={doneCount} aria-label={w.import.title} />}
        {state === 'failed' && <Why of={run.value} />}
        {error.value !== null && <Failure error={error.value} />}
        <dl class={s.figures}>
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{count(value, l)}</dd>
            </div>
          ))}
        </dl>
        {state !== 'running' && <Next onAnother={onAnother} onAgain={onAgain} />}
      </section>
      <StructurePart structure={run.value.structure} isDone />
      <RowErrors errors={run.value.errors} total={run.value.errorCount} fileName={run.value.fileName} />
      <NotOpen rows={run.value.notOpen} />
      <RowErrors errors={run.value.notes} total={run.value.notes.length} fileName={run.value.fileName} areStored />
    </>
  );
}

/** Of a run of before there were codes, as the server wrote it down. */
function Why({ of: { failure, failureReason } }: { of: ImportRun }) {
  if (failureReason) return <p>{reasonSentence(failureReason)}</p>;
  return failure === null ? null : <p lang="en">{failure}</p>;
}

/** Where to go from a file that is in. */
function Next({ onAnother, onAgain }: { onAnother: () => void; onAgain: () => void }) {
  const w = words.value.import;
  return (
    <div class="row">
      <button
        type="button"
        class="primary"
        onClick={() => {
          open('/');
          fitAll();
        }}
      >
        {w.seeMap}
      </button>
      <button type="button" onClick={onAgain}>
        {w.again}
      </button>
      <button type="button" onClick={onAnother}>
        {w.another}
      </button>
    </div>
  );
}

/** Rows of retailers that are paused or closed: no file opens one again. */
function NotOpen({ rows }: { rows: ImportRun['notOpen'] }) {
  const w = words.value;
  if (rows.length === 0) return null;
  return (
    <section class="section">
      <p class="warn pad">{w.life.notOpen(rows.length, count(rows.length, language.value))}</p>
      <ul class="reasons">
        {rows.map(({ line, code, name, state }) => (
          <li key={line}>{`${w.import.line} ${line}${w.colon}${code} ${name}${w.comma}${w.life.deed[state]}`}</li>
        ))}
      </ul>
    </section>
  );
}
