import { z } from 'zod';

/** The ways by which positions of people leave the server. Each is a look at those people, recorded before anything goes out. */
export const LookWay = z.enum([
  /** The map of a day as it opens, and the stream that follows. */
  'live',
  'track',
  /** Tracks of a day, side by side. */
  'day',
  /** A visit with its evidence. */
  'case',
  /** Lists of visits with the positions of their presses. */
  'visits',
  /** Files of what a list shows. */
  'file',
  /** The kilometres of a day, told beside its plan. */
  'distance',
  /** What phones sent and could not be read. */
  'quarantine',
  /** Entries of the ledger with the positions of presses. */
  'ledger',
  /** The whole database as a file. */
  'backup',
]);
export type LookWay = z.infer<typeof LookWay>;
