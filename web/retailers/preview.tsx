import { ImportField, type ImportPreview } from '../../shared/imports.ts';
import { count, degrees } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { RowErrors } from './rowErrors.tsx';
import { StructurePart } from './structurePart.tsx';
import s from './retailers.module.css';

/** What the server would store of the file: how many rows, which column is what, what is wrong where. */
export function PreviewPart({
  preview,
  onMapping,
  onTable,
}: {
  preview: ImportPreview;
  onMapping: (mapping: Record<string, string>) => void;
  onTable: (table: { sheet?: string; headerLine?: number | undefined }) => void;
}) {
  const w = words.value;
  const l = language.value;
  const { codeFrom, missing, rowCount, goodCount, sharedCoordinateRows } = preview;
  return (
    <>
      <section class="section inset">
        <p class="empty-title">{w.import.sentence(count(goodCount, l), count(rowCount, l))}</p>
        <p class="quiet">{w.import.encoding(preview.encoding.toUpperCase())}</p>
        <TablePlace preview={preview} onTable={onTable} />
        {codeFrom !== null && codeFrom !== 'code' && (
          <p class="warn" role="alert">
            {w.import.codeFrom(w.field[codeFrom])}
          </p>
        )}
        {missing.length > 0 && (
          <p class="warn" role="alert">
            {w.import.missing(missing.map((field) => w.field[field]).join(language.value === 'zh' ? '、' : ', '))}
          </p>
        )}
        {sharedCoordinateRows > 0 && (
          <p class="warn">{w.import.shared(sharedCoordinateRows, count(sharedCoordinateRows, l))}</p>
        )}
      </section>
      <StructurePart structure={preview.structure} />
      <RowErrors errors={preview.errors} total={preview.errorCount} fileName={preview.fileName} />
      <RowErrors errors={preview.notes} total={preview.noteCount} fileName={preview.fileName} areStored />
      <section class="section">
        <h2>{w.import.columns}</h2>
        <div class="inset">
          <table class={s.mapping}>
            <tbody>
              {preview.columns.map((column) => (
                <Column key={column} column={column} preview={preview} onMapping={onMapping} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Sample preview={preview} />
    </>
  );
}

/** Where the table is in the file: the sheet of a workbook, and the line that names the columns. */
function TablePlace({
  preview: { sheet, sheets, headerLine },
  onTable,
}: {
  preview: ImportPreview;
  onTable: (table: { sheet?: string; headerLine?: number | undefined }) => void;
}) {
  const w = words.value;
  return (
    <div class="form choices">
      {sheets.length > 1 && (
        <label class="field">
          {w.import.sheet}
          <select
            value={sheet ?? ''}
            onChange={(event) => onTable({ sheet: event.currentTarget.value, headerLine: undefined })}
          >
            {sheets.map(({ name, isHidden }) => (
              <option key={name} value={name}>
                {isHidden ? w.import.hiddenSheet(name) : name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        {w.import.headerLine}
        <input
          type="number"
          min={0}
          value={headerLine}
          onChange={(event) =>
            event.currentTarget.value !== '' &&
            onTable({ ...(sheet !== null && { sheet }), headerLine: event.currentTarget.valueAsNumber })
          }
        />
        <span>{headerLine === 0 ? w.import.noHeader : w.import.headerHint}</span>
      </label>
    </div>
  );
}

function Column({
  column,
  preview,
  onMapping,
}: {
  column: string;
  preview: ImportPreview;
  onMapping: (mapping: Record<string, string>) => void;
}) {
  const w = words.value;
  const { mapping } = preview;
  const field: string = mapping[column] ?? '';
  const choose = (next: string) => {
    // A field comes from one column: choosing it here takes it from where it was.
    const rest = Object.fromEntries(Object.entries(mapping).filter(([other, its]) => other !== column && its !== next));
    onMapping(next === '' ? rest : { ...rest, [column]: next });
  };
  return (
    <tr class={field === '' ? 'is-ignored' : ''}>
      <th scope="row">{column}</th>
      <td>
        <select aria-label={column} value={field} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{w.import.ignored}</option>
          {ImportField.options.map((option) => (
            <option key={option} value={option}>
              {w.field[option]}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

function Sample({ preview }: { preview: ImportPreview }) {
  const w = words.value;
  if (preview.sample.length === 0) return null;
  return (
    <section class="section">
      <h2>{w.import.sample}</h2>
      <div class="inset scroll">
        <table>
          <thead>
            <tr>
              {[w.field.code, w.field.name, w.visits.position, w.field.grade].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.slice(0, 8).map((row) => (
              <tr key={row.code}>
                <td>{row.code}</td>
                <td>{row.name}</td>
                <td class={s.nowrap}>{degrees(row.position)}</td>
                <td>{row.grade ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
