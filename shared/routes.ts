import { z } from 'zod';
import { LngLat } from './geo.ts';
import { Day } from './text.ts';

export const PlanStop = z.object({
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  position: LngLat,
});
export type PlanStop = z.infer<typeof PlanStop>;

/** Who is to be visited by a rep on a day, in this order, and how good the order is. */
export const Plan = z.object({
  repId: z.uuid(),
  unitId: z.uuid(),
  day: Day,
  stops: z.array(PlanStop),
  /** Length of the route by straight lines × detour factor, metres, and a length no order can be below. */
  lengthM: z.number(),
  lowerBoundM: z.number(),
  provedOptimal: z.boolean(),
});
export type Plan = z.infer<typeof Plan>;

/** Stops to be visited; the server puts them in the best order it finds (the order given is kept with `keepOrder`). */
export const NewPlan = z.strictObject({
  repId: z.uuid(),
  day: Day,
  retailerIds: z.array(z.uuid()).min(1).max(200),
  keepOrder: z.boolean().default(false),
});
export type NewPlan = z.infer<typeof NewPlan>;

export const PlanQuery = z.strictObject({ day: Day, repId: z.uuid().optional() });
