import { useSignal } from '@preact/signals';
import type { Table } from '../../shared/tables/table.ts';
import { call } from '../api.ts';
import { readLedgerHeads, exportLedger, type LedgerHeads } from '../../shared/ledger.ts';
import { count, dateTime, dayOf, shiftDay } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { now } from '../clock.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { zone } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';
import { DayPicker } from '../ui/pickers.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { verifyDay, type Finding, type Verified } from './verifyDay.ts';

const headsTable: Table<LedgerHeads['heads'][number]> = {
  name: 'ledger-heads',
  zh: '账本链尾',
  en: 'Ledger heads',
  columns: [
    { key: 'unitName', zh: '单位', en: 'Unit', width: 20, of: (row) => row.unitName },
    { key: 'no', zh: '条目号', en: 'Entry', of: (row) => row.no },
    { key: 'hash', zh: 'SHA-256 哈希值', en: 'SHA-256', width: 68, of: (row) => row.hash },
    { key: 'unit', zh: '单位编号', en: 'Unit id', width: 38, of: (row) => row.unit },
  ],
};

/** The ends of the hash chains of a day: to be printed and kept, and computed again here, without trusting the server. */
export function LedgerPart() {
  const w = words.value.settings;
  const today = dayOf(new Date(now.value), zone.value);
  const day = part.day.value ?? today;
  const asked = useAsked(`heads ${day}`, () => call(readLedgerHeads, { query: { day } }));
  const heads = asked.value?.day === day ? asked.value.heads : null;
  return (
    <section class="section">
      <div class="inset no-print">
        <DayPicker day={day} today={today} />
      </div>
      <h2 class="panel-bar">
        <span>{w.heads(day)}</span>
        <span class="spread" />
        {heads && heads.length > 0 && <ExportMenu of={{ table: headsTable, rows: heads, named: [day] }} />}
      </h2>
      <p class="quiet pad">{w.headsLead}</p>
      {asked.value && <p class="quiet pad">{publishedSaid(asked.value.published)}</p>}
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!heads && asked.error === undefined && <Skeleton rows={4} />}
      {heads?.length === 0 && <p class="quiet pad">{w.headsNone}</p>}
      {heads && heads.length > 0 && (
        <>
          <Heads day={day} heads={heads} />
          <div class="row inset no-print">
            <button type="button" onClick={() => window.print()}>
              <Icon name="print" size={16} />
              {w.printHeads}
            </button>
            <button
              type="button"
              onClick={() =>
                saveFile(`ledger-heads-${day}.json`, 'application/json', `${JSON.stringify(asked.value, null, 2)}\n`)
              }
            >
              <Icon name="download" size={16} />
              {w.saveHeads}
            </button>
          </div>
          <Verify key={day} day={day} heads={heads} />
        </>
      )}
    </section>
  );
}

function publishedSaid(published: LedgerHeads['published']): string {
  const w = words.value.settings;
  return published ? w.published(published.day, dateTime(published.at, language.value, zone.value)) : w.unpublished;
}

function Heads({ day, heads }: { day: string; heads: LedgerHeads['heads'] }) {
  const w = words.value.settings;
  return (
    <div class="scroll inset" tabIndex={0} role="region" aria-label={w.heads(day)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.unit}</th>
            <th scope="col" class="figure">
              {w.entry}
            </th>
            <th scope="col">{w.hash}</th>
          </tr>
        </thead>
        <tbody>
          {heads.map((head) => (
            <tr key={head.unit}>
              <th scope="row">{head.unitName}</th>
              <td class="figure">{count(head.no, language.value)}</td>
              <td class="hash">{head.hash}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type State = { is: 'idle' } | { is: 'busy' } | { is: 'done'; verified: Verified } | { is: 'failed'; error: unknown };

const ledgerOf = (day: string) => call(exportLedger, { query: { from: day, to: day } });

function Verify({ day, heads }: { day: string; heads: LedgerHeads['heads'] }) {
  const w = words.value.settings;
  const l = language.value;
  const state = useSignal<State>({ is: 'idle' });
  const unitName = (unit: string) => heads.find((head) => head.unit === unit)?.unitName ?? unit;
  if (!globalThis.crypto?.subtle) return <p class="quiet pad no-print">{w.noCrypto}</p>;
  const verify = async () => {
    state.value = { is: 'busy' };
    try {
      // the heads first: what comes in while the day lasts stands after them
      const { heads: before } = await call(readLedgerHeads, { query: { day: shiftDay(day, -1) } });
      state.value = { is: 'done', verified: await verifyDay(await ledgerOf(day), heads, before, sha256) };
    } catch (error) {
      state.value = { is: 'failed', error };
    }
  };
  const saveDay = () =>
    ledgerOf(day).then(
      (text) => saveFile(`ledger-${day}.jsonl`, 'application/x-ndjson', text),
      (error: unknown) => (state.value = { is: 'failed', error }),
    );
  const { value } = state;
  return (
    <div class="no-print">
      <div class="row inset">
        <button type="button" class="primary" disabled={value.is === 'busy'} onClick={() => void verify()}>
          {value.is === 'busy' ? w.verifying : w.verify}
        </button>
        <button type="button" onClick={() => void saveDay()}>
          <Icon name="download" size={16} />
          {w.saveLedger}
        </button>
      </div>
      <div role="status">
        {value.is === 'done' && value.verified.findings.length === 0 && (
          <p class="good pad">
            {value.verified.entries === 0
              ? w.nothingThatDay
              : w.verified(count(value.verified.entries, l), count(value.verified.units, l))}
          </p>
        )}
        {value.is === 'done' && value.verified.findings.length > 0 && (
          <>
            <p class="warn pad">
              <strong>{w.wrong(value.verified.findings.length, count(value.verified.findings.length, l))}</strong>
            </p>
            <ul class="reasons">
              {value.verified.findings.map((finding, i) => (
                <li key={i}>{findingWords(finding, unitName)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      {value.is === 'failed' && <Failure error={value.error} />}
    </div>
  );
}

function findingWords(finding: Finding, unitName: (unit: string) => string): string {
  const w = words.value.settings.finding;
  const l = language.value;
  if (finding.kind === 'unreadable') return w.unreadable(count(finding.line, l));
  return w[finding.kind](count(finding.no, l), unitName(finding.unit));
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
