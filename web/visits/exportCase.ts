import type { VisitDetail } from '../../shared/visits.ts';
import { saveFile } from '../ui/saveFile.ts';
import { zone } from '../ui/me.ts';
import sheetCss from '../ui/print/sheet.css?inline';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { caseDocument, caseRecord } from './sheet.ts';
import { filedNow } from '../ui/print/speech.ts';

/** The case as a page that stands alone and prints on one sheet. */
export function saveCasePage(visit: VisitDetail): void {
  const text = caseDocument(visit, { w: words.value, l: language.value, zone: zone.value }, filedNow(), sheetCss);
  saveFile(`${nameOf(visit)}.html`, 'text/html', text);
}

/** Everything the server holds about the visit: `rounds evidence verify` checks it, and each evidence is a line for `rounds judge`, which gives the answer again. */
export function saveCaseJson(visit: VisitDetail): void {
  saveFile(`${nameOf(visit)}.json`, 'application/json', `${JSON.stringify(caseRecord(visit, filedNow()), null, 2)}\n`);
}

function nameOf(visit: VisitDetail): string {
  return `visit-${visit.day}-${visit.visitId}`;
}
