import { z } from 'zod';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { items, requiredText } from './text.ts';

export const Unit = z.object({
  unitId: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  timeZone: z.string(),
});
export type Unit = z.infer<typeof Unit>;

/** An IANA zone this machine knows. */
export const TimeZone = z.string().max(64).refine(isTimeZone, plain('TIME_ZONE_UNKNOWN'));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name); // PostgreSQL reads a bare offset with the opposite sign
  } catch {
    return false;
  }
}

export const NewUnit = z.strictObject({ name: requiredText(100), parentId: z.uuid(), timeZone: TimeZone.optional() });
export type NewUnit = z.infer<typeof NewUnit>;

/** What is left out stays. */
export const UnitChange = z.strictObject({
  name: requiredText(100).optional(),
  parentId: z.uuid().optional(),
  timeZone: TimeZone.optional(),
  /** Only one without people, retailers and units below it is closed; adding one of its name opens it again. */
  isClosed: z.literal(true).optional(),
});
export type UnitChange = z.infer<typeof UnitChange>;

export const listUnits = contract({
  method: 'get',
  path: '/units',
  summary: 'The units of my scope',
  action: 'me.read',
  query: z.strictObject({}),
  reply: items(Unit),
});

export const addUnit = contract({
  method: 'post',
  path: '/units',
  summary: 'Add a unit below one of mine',
  action: 'people.manage',
  body: NewUnit,
  reply: Unit,
  status: 201,
});

export const changeUnit = contract({
  method: 'patch',
  path: '/units/:unitId',
  summary: 'Rename, move or close a unit of mine, or change its time zone',
  action: 'people.manage',
  params: z.strictObject({ unitId: z.uuid() }),
  body: UnitChange,
  reply: Unit,
});
