// Pure: reads a history of any shape: what is understood is used, the rest is left alone.
import type { z } from 'zod';
import { EvidenceFix, VisitHistory } from '../../shared/verdicts.ts';
import type { EvidencePoint } from './evidence.ts';
import { readPoint } from './readPoint.ts';

/** More than this is not one visit's history: reading stops, so that no line takes longer than another by much. */
const MOST_NODES = 20_000;
const DEEPEST = 8;

type Known = { [K in keyof VisitHistory]: VisitHistory[K] | null };

/** The named fields of a history, each null where it is absent or not as the contract says. */
export function readKnown(history: unknown): Known {
  const record = isRecord(history) ? history : {};
  const read = <T>(key: keyof VisitHistory, schema: z.ZodType<T>): T | null => {
    if (record[key] === undefined) return null;
    const parsed = schema.safeParse(record[key]);
    return parsed.success ? parsed.data : null;
  };
  const shape = VisitHistory.shape;
  return {
    deviceSkewMedianS: read('deviceSkewMedianS', shape.deviceSkewMedianS),
    previous: read('previous', shape.previous),
    next: read('next', shape.next),
    visits: read('visits', shape.visits),
    fixes: read('fixes', shape.fixes),
    retailerVisits: read('retailerVisits', shape.retailerVisits),
    retailersAtCoordinate: read('retailersAtCoordinate', shape.retailersAtCoordinate),
    coordinateHistory: read('coordinateHistory', shape.coordinateHistory),
    coordinateInspected: read('coordinateInspected', shape.coordinateInspected),
  };
}

/** Every timed position at any depth, with the nearest repId and deviceId above it. Coordinates without a time are places, not facts about people. */
export function readPastPoints(history: unknown): { point: EvidencePoint; repId: string | null }[] {
  const found: { point: EvidencePoint; repId: string | null }[] = [];
  let nodes = 0;
  const walk = (value: unknown, repId: string | null, deviceId: string | null, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST || ++nodes > MOST_NODES) return;
    if (Array.isArray(value)) {
      for (const item of value) walk(item, repId, deviceId, depth + 1);
      return;
    }
    const record = value as Record<string, unknown>;
    const rep = typeof record.repId === 'string' ? record.repId : repId;
    const device = typeof record.deviceId === 'string' ? record.deviceId : deviceId;
    const point = typeof record.lng === 'number' && typeof record.lat === 'number' ? pastPoint(record, device) : null;
    if (point) found.push({ point, repId: rep });
    for (const item of Object.values(record)) walk(item, rep, device, depth + 1);
  };
  walk(history, null, null, 0);
  return found;
}

function pastPoint(record: Record<string, unknown>, deviceId: string | null): EvidencePoint | null {
  const at = record.fixAt ?? record.pressedAt ?? record.at;
  const parsed = EvidenceFix.safeParse({ ...record, deviceId, fixAt: at });
  if (!parsed.success) return null;
  const point = readPoint(parsed.data);
  return point?.fixAtMs === null ? null : point;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
