import { useSignal, type Signal } from '@preact/signals';
import { addressOf, type Contract } from '../../shared/contract.ts';
import { useId, useRef } from 'preact/hooks';
import { Frame } from '../../shared/frames.ts';
import { TableFormat, type Table } from '../../shared/tables/table.ts';
import { language } from './words.ts';
import { words } from './words.ts';
import { Icon } from './icons.tsx';
import { exportFrame, saveTable } from './saveTable.ts';
import './export.css';

/** A list that the server sends as a file, with the filters of the screen. */
interface FromServer {
  list: Contract;
  query: Record<string, string | null | undefined>;
  /** Spans to choose from, where there are several: a day, a week. */
  spans?: { label: string; query: Record<string, string> }[];
  /** Its rows have a place: GeoJSON, and a frame to choose. */
  hasPlace: boolean;
}

/** A table that this page has. */
interface FromPage<Row> {
  table: Table<Row>;
  /** As a function where making them is work: it is done when they are asked for. */
  rows: readonly Row[] | (() => readonly Row[]);
  /** Which one, for the file's name. */
  named?: readonly (string | null | undefined)[];
}

interface MenuProps<Row> {
  of: FromServer | FromPage<Row>;
  /** What is exported, where a screen has several tables. */
  label?: string;
  /** The label stands beside the arrow, where several stand beside each other. */
  isNamed?: boolean;
}

/** The one way out of every table: CSV, Excel, GeoJSON, and the frame of its coordinates. */
export function ExportMenu<Row>({ of, label, isNamed = false }: MenuProps<Row>) {
  const w = words.value.sheets;
  const isOpen = useSignal(false);
  const span = useSignal(0);
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  const hasPlace = 'list' in of ? of.hasPlace : of.table.place !== undefined;
  const hasFrame = hasPlace || ('table' in of && of.table.columns.some((column) => column.isInFrame));
  const title = label ? `${w.export} · ${label}` : w.export;
  const close = () => {
    isOpen.value = false;
    box.current?.querySelector('button')?.focus();
  };
  const leave = (event: FocusEvent) => {
    if (!box.current?.contains(event.relatedTarget as Node | null)) isOpen.value = false;
  };
  const formats = TableFormat.options.filter((format) => format !== 'geojson' || hasPlace);
  return (
    <span
      class="export no-print"
      ref={box}
      onFocusOut={leave}
      onKeyDown={(event) =>
        isOpen.value && event.key === 'Escape' && (event.preventDefault(), event.stopPropagation(), close())
      }
    >
      <button
        type="button"
        class={isNamed ? '' : 'tool'}
        aria-label={title}
        title={title}
        aria-expanded={isOpen.value}
        aria-controls={id}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon name="download" size={isNamed ? 16 : 20} />
        {isNamed && label}
      </button>
      {isOpen.value && (
        <span class="export-menu" id={id} role="group" aria-label={title} tabIndex={-1} ref={seen}>
          {label && <strong>{label}</strong>}
          {'list' in of && of.spans && <SpanChoice spans={of.spans} span={span} />}
          {formats.map((format) =>
            'list' in of ? (
              <a key={format} class="button" href={fileAddress(of, format, span.value)} download onClick={close}>
                {w.format[format]}
              </a>
            ) : (
              <button key={format} type="button" onClick={() => (save(of, format), close())}>
                {w.format[format]}
              </button>
            ),
          )}
          {hasFrame && <FrameChoice />}
        </span>
      )}
    </span>
  );
}

/** A day, a week: which one is kept while the menu is closed. */
function SpanChoice({ spans, span }: { spans: NonNullable<FromServer['spans']>; span: Signal<number> }) {
  return (
    <select
      aria-label={words.value.sheets.span}
      value={span.value}
      onChange={(event) => (span.value = Number(event.currentTarget.value))}
    >
      {spans.map((one, i) => (
        <option key={one.label} value={i}>
          {one.label}
        </option>
      ))}
    </select>
  );
}

function FrameChoice() {
  const w = words.value;
  return (
    <label class="export-frame">
      {w.sheets.frame}
      <select
        value={exportFrame.value}
        onChange={(event) => (exportFrame.value = Frame.parse(event.currentTarget.value))}
      >
        {Frame.options.map((frame) => (
          <option key={frame} value={frame}>
            {w.frame[frame]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A menu opens towards the side that has room for it, and is brought into sight at the end of a list. */
function seen(menu: HTMLElement | null): void {
  if (!menu) return;
  const left = menu.closest('.panel')?.getBoundingClientRect().left ?? 0;
  menu.classList.toggle('is-rightward', menu.parentElement!.getBoundingClientRect().right - menu.offsetWidth < left);
  menu.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function save<Row>({ table, rows, named = [] }: FromPage<Row>, format: TableFormat): void {
  saveTable(table, typeof rows === 'function' ? rows() : rows, format, named);
}

function fileAddress({ list, query, spans }: FromServer, format: TableFormat, span: number): string {
  const asFile = { format, lang: language.value, frame: exportFrame.value };
  return addressOf(list, { query: { ...asFile, ...query, ...spans?.[span]?.query } });
}
