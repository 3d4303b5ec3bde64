import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Frame } from '../../shared/frames.ts';
import { previewImport, startImport, type ImportPreview, type ImportRun } from '../../shared/imports.ts';
import { call } from '../api.ts';
import { importQuery, type ImportChoice } from './importQuery.ts';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { useFileDrop } from '../ui/fileDrop.ts';
import { Icon } from '../ui/icons.tsx';
import { unit } from '../ui/me.ts';
import { open } from '../ui/navigate.ts';
import { UnitOptions } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { ImportProgress } from './importProgress.tsx';
import { PreviewPart } from './preview.tsx';
import s from './retailers.module.css';

/** A file becomes retailers: choose, look at what would be stored and what would not, then store. */
export function ImportScreen() {
  const w = words.value;
  const file = useSignal<File | null>(null);
  const run = useSignal<ImportRun | null>(null);
  const startOver = () => {
    file.value = null;
    run.value = null;
  };
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <button type="button" class="tool" aria-label={w.back} onClick={() => open('/retailers')}>
            <Icon name="back" />
          </button>
          <div class="panel-title">
            <h1>{w.import.title}</h1>
          </div>
        </div>
        {file.value && (
          <div class="panel-bar">
            <strong class="item-title" title={file.value.name}>
              {file.value.name}
            </strong>
            {!run.value && (
              <button type="button" class="link spread" onClick={startOver}>
                {w.import.another}
              </button>
            )}
          </div>
        )}
      </header>
      <div class="panel-body">
        {!file.value && <DropPlace onFile={(chosen) => (file.value = chosen)} />}
        {file.value && !run.value && <Choices file={file.value} onStarted={(started) => (run.value = started)} />}
        {run.value && <ImportProgress first={run.value} onAnother={startOver} onAgain={() => (run.value = null)} />}
      </div>
    </>
  );
}

function DropPlace({ onFile }: { onFile: (file: File) => void }) {
  const w = words.value;
  const { isOver, take, place } = useFileDrop(onFile);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class={`${s.drop} ${isOver ? 'is-over' : ''}`} {...place}>
      <Icon name="upload" size={32} />
      <p class="empty-title">{w.import.drop}</p>
      <p class="quiet">{w.import.dropHint}</p>
      <button type="button" class="primary" onClick={() => input.current?.click()}>
        {w.import.choose}
      </button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        hidden
        aria-label={w.import.choose}
        onChange={(event) => take(event.currentTarget.files)}
      />
    </div>
  );
}

/** Frame, unit and columns; every change is read again by the server, so what is shown is what would be stored. */
function Choices({ file, onStarted }: { file: File; onStarted: (run: ImportRun) => void }) {
  const w = words.value;
  const { choice, preview, error, isReading, set, start } = useChoices(file, onStarted);
  const read = preview.value;
  const canStart =
    read !== null && read.missing.length === 0 && read.goodCount > 0 && !isReading.value && error.value === null;
  return (
    <>
      <FrameAndUnit choice={choice.value} onChange={set} />
      {error.value !== null && <Failure error={error.value} onAgain={() => set({})} />}
      {isReading.value && !read && (
        <p class="quiet pad" role="status">
          {w.import.reading}
        </p>
      )}
      {read && (
        <PreviewPart
          preview={read}
          onMapping={(mapping) => set({ mapping })}
          onTable={(table) => set({ ...table, mapping: undefined })}
        />
      )}
      {read && (
        <div class={s.panelFoot}>
          <button type="button" class="primary wide" disabled={!canStart} onClick={() => void start()}>
            {w.import.start(read.goodCount, count(read.goodCount, language.value))}
          </button>
        </div>
      )}
    </>
  );
}

/** What is chosen of a file, what that would come to, and how it is begun. */
function useChoices(file: File, onStarted: (run: ImportRun) => void) {
  const choice = useSignal<ImportChoice>({ fileName: file.name, frame: 'wgs84', unitId: unit.value?.unitId ?? '' });
  const preview = useSignal<ImportPreview | null>(null);
  const error = useSignal<unknown>(null);
  const isReading = useSignal(true);
  const set = (change: Partial<ImportChoice>) => (choice.value = { ...choice.value, ...change });
  useEffect(() => {
    const cancel = new AbortController();
    isReading.value = true;
    call(previewImport, { query: importQuery(choice.value), body: file, signal: cancel.signal }).then(
      (read) => {
        preview.value = read;
        error.value = null;
        isReading.value = false;
      },
      (failed: unknown) => {
        if (cancel.signal.aborted) return;
        error.value = failed;
        isReading.value = false;
      },
    );
    return () => cancel.abort();
  }, [choice.value]);
  const start = async () => {
    isReading.value = true;
    try {
      const query = importQuery({
        ...choice.value,
        mapping: preview.value!.mapping,
        sheet: preview.value!.sheet ?? undefined,
        headerLine: preview.value!.headerLine,
      });
      onStarted(await call(startImport, { query, body: file }));
    } catch (failed) {
      error.value = failed;
      isReading.value = false;
    }
  };
  return { choice, preview, error, isReading, set, start };
}

interface FrameAndUnitProps {
  choice: ImportChoice;
  onChange: (change: Partial<ImportChoice>) => void;
}

function FrameAndUnit({ choice, onChange }: FrameAndUnitProps) {
  const w = words.value;
  return (
    <div class="form inset choices">
      <label class="field">
        {w.import.frame}
        <select value={choice.frame} onChange={(event) => onChange({ frame: event.currentTarget.value as Frame })}>
          {Frame.options.map((frame) => (
            <option key={frame} value={frame}>
              {w.frame[frame]}
            </option>
          ))}
        </select>
        <span>{w.import.frameHint}</span>
      </label>
      <label class="field">
        {w.import.unit}
        <select value={choice.unitId} onChange={(event) => onChange({ unitId: event.currentTarget.value })}>
          <UnitOptions />
        </select>
      </label>
    </div>
  );
}
