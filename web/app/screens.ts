// Every feature of the desk. A new screen is a line here, and everything else of it is in its own folder.
export * as live from '../live/screen.ts';
export * as replay from '../replay/screen.ts';
export * as plans from '../plans/screen.ts';
export * as calendar from '../calendar/screen.ts';
export * as visits from '../visits/screen.ts';
export * as reports from '../reports/screen.ts';
export * as logs from '../logs/screen.ts';
export * as inspections from '../inspections/screen.ts';
export * as scores from '../scores/screen.ts';
export * as questionnaires from '../questionnaires/screen.ts';
export * as retailers from '../retailers/screen.ts';
export * as places from '../places/screen.ts';
export * as scenarios from '../scenarios/screen.ts';
export * as people from '../people/screen.ts';
export * as factors from '../factors/screen.ts';
export * as settings from '../settings/screen.ts';
export * as start from '../start/screen.ts';
