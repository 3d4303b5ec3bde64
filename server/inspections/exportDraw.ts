import type { InspectionPlan } from '../../shared/inspections.ts';
import type { ExportLine } from '../../shared/redraw.ts';
import type { Queryable } from '../db.ts';
import { picksOf } from './caseStore.ts';
import { sha256 } from './draw.ts';
import { frameLines } from './planStore.ts';

/** A plan's frames with their lines and seeds, thrown away or not, and what was drawn: all that redrawing needs, a line each. */
export async function drawLines(sql: Queryable, orgId: number, plan: InspectionPlan): Promise<string> {
  const { planId, title, counts, unitName } = plan;
  const lines: ExportLine[] = [
    { kind: 'plan', format: 'rounds-sample/1', planId, title, unitName, counts, frames: plan.frames.length },
  ];
  const picks = await picksOf(sql, orgId, planId);
  for (const frame of plan.frames) {
    const { frameNo, itemCount, sha256: hash, stratum, source, announced, take, byStratum, frozenAt } = frame;
    const text = await frameLines(sql, orgId, planId, frameNo);
    const about = { frameNo, itemCount, sha256: hash, stratum, source, announced, take, byStratum, frozenAt };
    lines.push({ kind: 'frame', ...about, lines: text });
    if (frame.drawnAt !== null && frame.seed !== null) {
      const { seed, number, revealed, drawnAt } = frame;
      lines.push({ kind: 'draw', frameNo, seed, number, revealed, drawnAt });
      for (const pick of picks) if (pick.frameNo === frameNo) lines.push({ kind: 'pick', ...pick });
    }
    if (frame.voided) lines.push({ kind: 'void', frameNo, ...frame.voided });
  }
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${body}${JSON.stringify({ kind: 'end', sha256: sha256(body) })}\n`;
}
