// What a setting is; shared/settings.ts has all of them.
import type { z } from 'zod';

/** What a setting decides: where its values are read, and therefore from which day on a new one may count. */
export type SettingReader =
  /** Plans of a day, made ahead. */
  | 'plans'
  /** Verdicts of the visits of a day. */
  | 'verdicts'
  /** When logs are due. */
  | 'logs'
  /** What the server does today: deleting what is old, drawing the map. */
  | 'today'
  /** What it does from this moment on. */
  | 'atOnce';

/** One setting: what a value of it looks like, where it comes from when nobody says anything, and what people call it. */
export interface Setting<S extends z.ZodType> {
  schema: S;
  /** Where neither the organisation nor the environment says anything. */
  builtIn: z.output<S>;
  /** The environment variable that says another default for the whole server. */
  variable: string | null;
  /** Of a number. */
  unit: 'min' | 'km/h' | 'x' | 'visits/month' | 's' | 'm' | 'days' | null;
  /** Whether a part of the organisation may have a value of its own. */
  perUnit: boolean;
  reader: SettingReader;
  /** Whether it touches evidence: each change of it is then an entry of the ledger. */
  isOnRecord: boolean;
  zh: string;
  en: string;
  /** What it does and where its built-in value is from. */
  meaning: { zh: string; en: string };
}

export function setting<S extends z.ZodType>(definition: Setting<S>): Setting<S> {
  return definition;
}
