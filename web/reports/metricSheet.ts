// Pure: a metric on paper: its number, and every group in a table.
import { metricOf } from '../../shared/metrics.ts';
import type { Group, ReportValues } from '../../shared/reports.ts';
import { count, dateTime } from '../format.ts';
import { e, facts, paperTable, sheetHead, type PaperColumn, type Sheet } from '../ui/print/html.ts';
import type { Filed, SpeechIn } from '../ui/print/speech.ts';
import { amountText, groupName, periodText, placeText, valueText } from './figures.ts';
import type { Period } from './period.ts';
import type { words } from './words.ts';

type Speech = SpeechIn<typeof words.value>;

export function metricSheet(
  values: ReportValues,
  period: Period,
  unitName: string,
  speech: Speech,
  filed: Filed,
): Sheet {
  const { w, l, zone } = speech;
  const title = `${w.metricName[values.metric]} · ${periodText(period, { w, l })}`;
  const notes = [w.metricNote[values.metric], values.peers ? w.report.howCompared : '', w.report.rule(values.rule)];
  return {
    running: `${unitName} · ${title}`,
    html: [
      sheetHead(`${unitName} · ${w.report.title}`, title, [w.case.printed(dateTime(filed.at, l, zone), filed.by)]),
      totalFacts(values, speech),
      values.by === null ? '' : groupsOnPaper(values, values.by, speech),
      `<p class="paper-small">${e(notes.filter(Boolean).join(' '))}</p>`,
    ].join('\n'),
  };
}

function totalFacts({ metric: id, total }: ReportValues, { w, l }: Speech): string {
  const metric = metricOf(id);
  const say = (value: number | null) => (value === null ? '' : valueText(metric, value, l));
  const lines: [string, string][] = [
    [w.report.value, say(total.value)],
    [w.report.counted, countedText(total, id, l)],
  ];
  if (total.undecided > 0)
    lines.push([w.report.undecided, `${count(total.undecided, l)} (${say(total.atLeast)}–${say(total.atMost)})`]);
  return facts(lines);
}

function countedText({ num, den }: Group, id: ReportValues['metric'], l: Speech['l']): string {
  const metric = metricOf(id);
  if (metric.form === 'count') return amountText(metric, num, l);
  const below = amountText(metric, den, l);
  return metric.form === 'median' ? below : `${amountText(metric, num, l)} / ${below}`;
}

function groupsOnPaper(values: ReportValues, by: NonNullable<ReportValues['by']>, speech: Speech): string {
  const { w } = speech;
  const figure = (head: string, isOptional = false): PaperColumn => ({ head, isFigure: true, isOptional });
  const columns = [
    { head: w.report.cut[by] },
    figure(w.report.value),
    figure(w.report.interval, true),
    figure(w.report.counted),
    figure(w.report.undecided, true),
    { head: w.report.bandTitle, isOptional: true },
    { head: w.report.place, isOptional: true },
  ];
  return paperTable(
    columns,
    values.groups.map((group) => cellsOf(group, values, speech)),
  );
}

function cellsOf(group: Group, { by, metric: id }: ReportValues, { w, l }: Speech): string[] {
  const say = (value: number) => valueText(metricOf(id), value, l);
  const { low, high, place, band } = group;
  return [
    groupName(by, group, { w, l }),
    group.value === null ? '' : say(group.value),
    low === null || high === null ? '' : `${say(low)}–${say(high)}`,
    countedText(group, id, l),
    group.undecided > 0 ? count(group.undecided, l) : '',
    band ? w.report.band[band] : '',
    place ? placeText(place, { w, l }) : '',
  ];
}
