import { randomBytes } from 'node:crypto';
import type { Frame, InspectionPlan, NewDraw, NewFrame, NewInspection, NewVoid } from '../../shared/inspections.ts';
import {
  commitText,
  frameFault,
  frameText,
  MOST_ITEMS,
  parseFrame,
  partiesText,
  readSeed,
  takeFirst,
  type FrameItem,
} from '../../shared/sample.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { addDrawn } from './caseStore.ts';
import { drawOrder, sha256 } from './draw.ts';
import { itemsByIds, itemsOf } from './frameStore.ts';
import { addDraw, addEnd, addFrame, addNumber, addPlan, addVoid, frameLines, holdPlan, plansIn } from './planStore.ts';

/** Whose sample it is hears seed and picks when the plan is over; whoever draws and settles knows them at once. */
export function isInspected({ role }: Who): boolean {
  return role !== 'auditor' && role !== 'admin';
}

/** A plan as the caller may read it. */
export function shownTo(who: Who, plan: InspectionPlan): InspectionPlan {
  if (!isInspected(who) || plan.state === 'closed') return plan;
  return { ...plan, frames: plan.frames.map((frame) => ({ ...frame, seed: null, revealed: null })) };
}

/** @throws NO_SUCH_INSPECTION */
export async function planIn(sql: Queryable, who: Who, planId: string): Promise<InspectionPlan> {
  const [plan] = await plansIn(sql, who, planId);
  if (!plan) throw new AppError('NO_SUCH_INSPECTION');
  return plan;
}

/** The plan under its lock, while it is not over. @throws NO_SUCH_INSPECTION, INSPECTION_OVER */
export async function heldPlan(tx: Queryable, who: Who, planId: string): Promise<InspectionPlan> {
  await holdPlan(tx, who.orgId, planId);
  const plan = await planIn(tx, who, planId);
  if (plan.state === 'closed') throw new AppError('INSPECTION_OVER');
  return plan;
}

export async function makePlan(db: Database, who: Who, body: NewInspection): Promise<InspectionPlan> {
  const unitId = body.unitId.toLowerCase();
  if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
  return db.transaction(async (tx) => planIn(tx, who, await addPlan(tx, who, { ...body, unitId })));
}

/** Freezes what there is to draw from, before there is a seed. */
export async function freeze(db: Database, who: Who, planId: string, body: NewFrame): Promise<InspectionPlan> {
  if (body.source !== 'server' && body.announced === '') throw badField('body.announced', 'ANNOUNCE_FIRST');
  if (body.source === 'parties' && !/^[0-9a-f]{64}$/.test(body.announced))
    throw badField('body.announced', 'NOT_SHA256');
  return db.transaction(async (tx) => {
    const plan = await heldPlan(tx, who, planId);
    if (plan.state === 'frozen' || plan.state === 'drawn') throw new AppError('INSPECTION_FROZEN');
    const items: FrameItem[] = (await itemsOf(tx, who.orgId, plan, body.stratum)).map((item) => ({
      ...item,
      tickets: 1,
    }));
    const fault = frameFault(items);
    if (fault?.code === 'EMPTY_FRAME') throw new AppError('EMPTY_FRAME');
    if (fault) throw new AppError('BAD_FRAME_ID', { id: 'id' in fault ? fault.id : '' });
    if (items.length > MOST_ITEMS) throw new AppError('FRAME_TOO_LARGE', { most: MOST_ITEMS });
    if (body.take > items.length) throw badField('body.take', 'TAKE_OVER_FRAME', { items: items.length });
    const lines = frameText(items);
    await addFrame(tx, who, planId, { ...body, itemCount: items.length, sha256: sha256(lines), lines });
    return planIn(tx, who, planId);
  });
}

export async function sayUnitsNumber(
  db: Database,
  who: Who,
  planId: string,
  { frameNo, number }: { frameNo: number; number: string },
): Promise<{ number: string }> {
  return db.transaction(async (tx) => {
    const frame = currentFrame(await heldPlan(tx, who, planId), frameNo);
    if (frame.source !== 'parties') throw new AppError('NO_NUMBER_WANTED');
    if (frame.number === number) return { number };
    if (frame.number !== null || frame.drawnAt !== null) throw new AppError('NUMBER_SAID_ALREADY');
    await addNumber(tx, who, planId, frameNo, number);
    return { number };
  });
}

/** Draws a frozen frame by its seed, once: seed, then cases, are on the ledger when this answers. */
export async function draw(db: Database, who: Who, planId: string, body: NewDraw): Promise<InspectionPlan> {
  return db.transaction(async (tx) => {
    const plan = await heldPlan(tx, who, planId);
    const frame = currentFrame(plan, body.frameNo);
    if (frame.drawnAt !== null) throw new AppError('DRAWN_ALREADY');
    const seed = seedOf(plan.planId, frame, body);
    await addDraw(tx, who, planId, { frameNo: frame.frameNo, seed, revealed: body.revealed ?? null });
    const read = parseFrame(await frameLines(tx, who.orgId, planId, frame.frameNo));
    if (!('items' in read)) throw new Error(`frame ${frame.frameNo} of ${planId} cannot be read back`);
    const picks = takeFirst(drawOrder(read.items, plan.planId, seed), frame.take, frame.byStratum);
    const known = await itemsByIds(
      tx,
      who.orgId,
      plan.counts,
      picks.map(({ id }) => id),
    );
    const found = picks.map((pick) => ({ ...pick, ...known.get(pick.id)! }));
    await addDrawn(tx, who.orgId, planId, frame.frameNo, found);
    return planIn(tx, who, planId);
  });
}

/** The frame that was frozen last, where it is the one the caller means and counts. */
export function currentFrame(plan: InspectionPlan, frameNo: number): Frame {
  const frame = plan.frames.at(-1);
  if (!frame || frame.voided || frame.frameNo !== frameNo) throw new AppError('FRAME_NOT_CURRENT');
  return frame;
}

/** The seed by its source. @throws where it is not what was announced, or no text that can be shown as typed */
function seedOf(planId: string, { source, announced, number }: Frame, { seed, revealed }: NewDraw): string {
  if (source === 'server') {
    if (seed !== undefined) throw badField('body.seed', 'SEED_IS_SERVERS');
    return randomBytes(32).toString('hex');
  }
  if (source === 'parties') {
    if (number === null) throw new AppError('UNIT_NUMBER_MISSING');
    if (revealed === undefined || sha256(commitText(planId, revealed)) !== announced)
      throw badField('body.revealed', 'COMMITMENT_WRONG');
    return sha256(partiesText(planId, revealed, number));
  }
  const read = seed === undefined ? null : readSeed(seed);
  if (read === null) throw badField('body.seed', 'SEED_UNUSABLE');
  if (source === 'dice' && (read.match(/\d/g) ?? []).length < 20) throw badField('body.seed', 'SEED_NEEDS_DICE');
  return read;
}

export async function voidFrame(db: Database, who: Who, planId: string, body: NewVoid): Promise<InspectionPlan> {
  return db.transaction(async (tx) => {
    const frame = currentFrame(await heldPlan(tx, who, planId), body.frameNo);
    await addVoid(tx, who, planId, { ...body, frameNo: frame.frameNo });
    return planIn(tx, who, planId);
  });
}

export async function closePlan(db: Database, who: Who, planId: string): Promise<InspectionPlan> {
  return db.transaction(async (tx) => {
    await heldPlan(tx, who, planId);
    await addEnd(tx, who, planId);
    return planIn(tx, who, planId);
  });
}
