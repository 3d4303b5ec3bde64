import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { Hours, RetailerFacts } from './retailers.ts';
import { Day, Instant, requiredText } from './text.ts';
import { z } from 'zod';

/** `withdrawn`: what was said from that very day does not count. */
export const LifeDeed = z.enum(['opened', 'paused', 'resumed', 'closed', 'withdrawn']);
export type LifeDeed = z.infer<typeof LifeDeed>;

/** An act on a retailer's life. */
export const LifeAct = z.object({
  /** 1, 2, 3 … of the retailer. */
  lifeNo: z.number().int(),
  fromDay: Day,
  deed: LifeDeed,
  /** On whose word, or why. */
  word: z.string(),
  by: z.string(),
  at: Instant,
  /** Nothing was said of that day afterwards. */
  counts: z.boolean(),
});
export type LifeAct = z.infer<typeof LifeAct>;

/** What a retailer is said to be from a day on, and what is planned and judged by. */
export const DatedFacts = RetailerFacts.pick({
  grade: true,
  businessType: true,
  setting: true,
  visitsPerMonth: true,
  openingHours: true,
  keyHours: true,
});
export type DatedFacts = z.infer<typeof DatedFacts>;

export const FactVersion = DatedFacts.extend({
  openingHours: z.string().nullable(),
  keyHours: z.string().nullable(),
  factNo: z.number().int(),
  /** Null: always, as far as is known. */
  fromDay: Day.nullable(),
  /** Who said it by hand; null: a file did, or nobody knows. */
  by: z.string().nullable(),
  /** The file that said it. */
  fileName: z.string().nullable(),
  word: z.string().nullable(),
  at: Instant,
  counts: z.boolean(),
});
export type FactVersion = z.infer<typeof FactVersion>;

/** Beyond so many days from today a day is a typing error. */
export const DAYS_OF_LIFE = 3_660;

export const NewLifeAct = z.strictObject({
  deed: LifeDeed,
  /** By the clock of the retailer's unit. */
  fromDay: Day,
  word: requiredText(300),
});
export type NewLifeAct = z.infer<typeof NewLifeAct>;

/** What is left out stays as it is on that day and after it. */
export const NewFacts = z
  .strictObject({
    fromDay: Day,
    ...DatedFacts.extend({ openingHours: Hours.nullable(), keyHours: Hours.nullable() }).partial().shape,
    word: requiredText(300),
  })
  .refine((said) => Object.keys(said).length > 2, plain('NOTHING_SAID'));
export type NewFacts = z.infer<typeof NewFacts>;

/** A retailer's past and what is said of its future, the latest day first. */
export const RetailerHistory = z.object({
  life: z.array(LifeAct),
  facts: z.array(FactVersion),
});
export type RetailerHistory = z.infer<typeof RetailerHistory>;

const OneRetailer = z.strictObject({ retailerId: z.uuid() });

export const readRetailerHistory = contract({
  method: 'get',
  path: '/retailers/:retailerId/history',
  summary: 'When a retailer was opened, paused, closed, and what it was known to be from which day on',
  action: 'retailers.read',
  params: OneRetailer,
  reply: RetailerHistory,
});

export const addLifeAct = contract({
  method: 'post',
  path: '/retailers/:retailerId/life',
  summary: 'Open, pause, resume or close a retailer from a day on, or withdraw what was said of that day',
  action: 'retailers.edit',
  params: OneRetailer,
  body: NewLifeAct,
  reply: RetailerHistory,
  status: 201,
});

export const changeFacts = contract({
  method: 'post',
  path: '/retailers/:retailerId/facts',
  summary: 'Change grade, type, setting, visits a month or hours of a retailer from a day on',
  action: 'retailers.edit',
  params: OneRetailer,
  body: NewFacts,
  reply: RetailerHistory,
  status: 201,
});

export const retailerLifeContracts = { readRetailerHistory, addLifeAct, changeFacts };
