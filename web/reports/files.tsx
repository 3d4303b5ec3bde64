import { useSignal } from '@preact/signals';
import { metricOf } from '../../shared/metrics.ts';
import type { ReportValues } from '../../shared/reports.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Icon } from '../ui/icons.tsx';
import { unit } from '../ui/me.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { language } from '../ui/words.ts';
import { groupName } from './figures.ts';
import { groupsTable } from './groupsTable.ts';
import { metricSheet } from './metricSheet.ts';
import type { Wish } from './wish.ts';
import { words } from './words.ts';

/** The ways out of a metric's page: its link, a file, a sheet of paper. */
export function Ways({ values, wish }: { values: ReportValues; wish: Wish }) {
  const w = words.value;
  const { by, from, to } = values;
  useSheet(() => metricSheet(values, wish.period, unit.value?.name ?? '', speechNow(words.value), filedNow()));
  const head = (lang: 'zh' | 'en') => (by === null ? words.in(lang).all : words.in(lang).report.cut[by]);
  const table = groupsTable(metricOf(values.metric), by, { zh: head('zh'), en: head('en') });
  const rows = () =>
    values.groups.map((group) => ({ ...group, said: groupName(by, group, { w: words.value, l: language.value }) }));
  return (
    <>
      <CopyLink label={w.report.link} />
      <ExportMenu of={{ table, rows, named: [unit.value?.name, by, from, to] }} />
      <PrintButton />
    </>
  );
}

/** The address is the whole report: unit, period, cut, and which rows are open. */
function CopyLink({ label }: { label: string }) {
  const isCopied = useSignal(false);
  const copy = () =>
    void navigator.clipboard.writeText(location.href).then(
      () => (isCopied.value = true),
      () => prompt(label, location.href), // without HTTPS the browser gives no clipboard: it can be copied by hand
    );
  return (
    <>
      {isCopied.value && (
        <span class="quiet no-print" role="status">
          {words.value.copied}
        </span>
      )}
      <button type="button" class="tool no-print" aria-label={label} title={label} onClick={copy}>
        <Icon name="link" />
      </button>
    </>
  );
}
