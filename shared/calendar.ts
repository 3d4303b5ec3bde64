// Pure: what the calendar command reads and prints.
import { z } from 'zod';

/** What is printed of Cordeau's periodic instances: customers 1 to n, days and vehicles in the file's order. */
export const PeriodicReply = z.strictObject({
  n: z.number().int(),
  days: z.number().int(),
  length: z.number(),
  /** No calendar that keeps the file's limits is shorter. */
  lowerBound: z.number(),
  /** routes[day][vehicle]: customers in order, the depot not among them. */
  routes: z.array(z.array(z.array(z.number().int()))),
  /** Customers for whom no room was found. */
  missed: z.array(z.number().int()),
  cpuMs: z.number().int(),
});
export type PeriodicReply = z.infer<typeof PeriodicReply>;
