// Pure: a case as one page of HTML for paper and for the files: every text is escaped, nothing is loaded from anywhere.
import type { VisitDetail } from '../../shared/visits.ts';
import { dateTime, type Language } from '../format.ts';
import { e } from '../ui/print/html.ts';
import type { Words } from './words.ts';
import {
  coordinateLines,
  judgedLines,
  latestAnswer,
  ledgerLines,
  noticeLines,
  pressRows,
  visitLines,
  type Line,
} from './caseFacts.ts';
import { reviewLines } from '../ui/review.ts';
import type { Filed } from '../ui/print/speech.ts';
import type { Speech } from './words.ts';
import { flagText } from './flagWords.ts';
import { evidencePicture } from './picture.ts';
import { Reason } from '../../shared/verdicts.ts';

/** The body of the page. */
export function caseSheet(visit: VisitDetail, speech: Speech, filed: Filed): string {
  const { w, l, zone } = speech;
  const reasons = visit.reasons.map((code) => reasonText(code, w));
  const flags = latestAnswer(visit)?.flags ?? [];
  const hash = visit.verdicts.at(-1)?.evidenceSha256;
  return [
    `<header class="sheet-head"><div><p class="sheet-kind">${e(filed.orgName)} · ${e(w.case.sheet)}</p><h1>${e(visit.retailerName)}</h1></div><p class="sheet-small">${e(w.case.visitNo)} <code>${e(visit.visitId)}</code><br>${e(w.case.printed(dateTime(filed.at, l, zone), filed.by))}${zone ? `<br>${e(w.zone(zone))}` : ''}</p></header>`,
    `<p class="sheet-verdict"><strong>${e(w.verdict[visit.state])}</strong> (${e(visit.decision ? w.visits.decidedState(w.state[visit.state]) : w.state[visit.state])})</p>`,
    visit.claimedAt ? `<p>${e(w.case.claimed(dateTime(visit.claimedAt, l, zone)))}</p>` : '',
    visit.evidenceChangedSince
      ? `<p><strong>${e(w.visits.changedSince(w.state[visit.machineState]))}</strong></p>`
      : '',
    reasons.length > 0
      ? `<ul class="sheet-reasons">${reasons.map((reason) => `<li>${e(reason)}</li>`).join('')}</ul>`
      : '',
    `<div class="sheet-columns"><figure>${evidencePicture(visit, speech)}<figcaption>${e(legend(speech))}</figcaption></figure><div>${lines([...visitLines(visit, speech), ...judgedLines(visit, speech)])}</div></div>`,
    table([
      ['', `① ${w.visits.start}`, `② ${w.visits.end}`],
      ...pressRows(visit, speech).map((row) => row.map((cell) => cell ?? '–')),
    ]),
    part(
      w.visits.flagNumbers,
      flags.map((flag): Line => [reasonText(flag.flag, w), flagText(flag, w, l, zone)]),
    ),
    part(w.case.coordinates, coordinateLines(visit, speech)),
    part(w.case.notices, noticeLines(visit, speech)),
    part(
      w.visits.review,
      reviewLines(visit, speech).map(({ title, at, note }): Line => [`${title}, ${dateTime(at, l, zone)}`, note]),
    ),
    part(
      w.case.ledger,
      [...(hash ? [[w.visits.hash, hash] as Line] : []), ...ledgerLines(visit, speech)],
      'sheet-hashes',
    ),
    `<footer class="sheet-foot"><span>${e(w.case.signed)} ____________________</span><span>${e(w.case.date)} ______________</span></footer>`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** A case as a value: what the files of it hold for programs, `rounds evidence verify` first of all. */
export function caseRecord(visit: VisitDetail, { at, by }: Filed) {
  return { format: 'rounds-case/2', savedAt: at, savedBy: by, visit };
}

/** A whole document that stands alone, and carries what a program checks it by. `css` is the page's own style sheet. */
export function caseDocument(visit: VisitDetail, speech: Speech, filed: Filed, css: string): string {
  const lang: Record<Language, string> = { en: 'en', zh: 'zh-CN' };
  const record = JSON.stringify(caseRecord(visit, filed)).replaceAll('<', '\\u003c');
  const title = `${speech.w.case.sheet} ${visit.retailerName} ${visit.day}`;
  return `<!doctype html>\n<html lang="${lang[speech.l]}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n<title>${e(title)}</title>\n<style>${css.replaceAll('</', '<\\/')}</style>\n</head>\n<body class="case-sheet">\n${caseSheet(visit, speech, filed)}\n<script type="application/json" id="case">${record}</script>\n</body>\n</html>\n`;
}

function legend({ w }: Speech): string {
  const { threshold, accuracy, track, formerly } = w.case.legend;
  return `① ${w.visits.start} · ② ${w.visits.end} · ◌ ${threshold} · ○ ${accuracy} · ─ ${track} · + ${formerly}`;
}

function reasonText(code: string, w: Words): string {
  const known = Reason.safeParse(code);
  return known.success ? w.reason[known.data] : code;
}

function lines(of: readonly Line[]): string {
  return `<dl>${of.map(([name, value]) => `<dt>${e(name)}</dt><dd>${e(value)}</dd>`).join('')}</dl>`;
}

function part(title: string, of: readonly Line[], className = ''): string {
  return of.length === 0 ? '' : `<section class="${className}"><h2>${e(title)}</h2>${lines(of)}</section>`;
}

function table([head, ...rows]: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], first: string) =>
    `<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${e(cell)}</th>` : `<${first}>${e(cell)}</${first}>`)).join('')}</tr>`;
  return `<table><thead>${row(head!, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}
