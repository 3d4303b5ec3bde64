import { contract } from './contract.ts';
import { PageQuery, page } from './text.ts';
import { z } from 'zod';
import { addUnit, changeUnit, listUnits } from './units.ts';
import { exportContract } from './exports.ts';
import { requiredText, text } from './text.ts';
import { plain } from './problems/because.ts';

export const Role = z.enum(['rep', 'supervisor', 'planner', 'auditor', 'admin']);
export type Role = z.infer<typeof Role>;

/** What can be done, as a verb on a thing. Where it can be done is the person's scope: own (rep) or the unit and all below it. */
export const Action = z.enum([
  'me.read',
  'me.device',
  'me.password',
  'me.factors',
  'people.read',
  'people.manage',
  'devices.manage',
  'retailers.read',
  'retailers.import',
  'retailers.correct',
  'retailers.edit',
  'territories.read',
  'territories.plan',
  'plans.read',
  'plans.make',
  'absences.write',
  'jobs.run',
  'positions.send',
  'positions.read',
  'positions.erase',
  'quarantine.read',
  'quarantine.replay',
  'visits.press',
  'visits.read',
  'visits.appeal',
  'visits.decide',
  'shifts.press',
  'shifts.read',
  'settings.read',
  'settings.change',
  'live.watch',
  'reports.read',
  'reports.rebuild',
  'inspections.read',
  'inspections.plan',
  'inspections.draw',
  'inspections.do',
  'inspections.answer',
  'inspections.reply',
  'inspections.settle',
  'logs.write',
  'logs.read',
  'logs.review',
  'ledger.read',
  'backup.make',
  'questionnaires.read',
  'questionnaires.edit',
  'scores.read',
  'scores.design',
  'scores.enter',
  'scores.close',
  'scores.object',
  'scores.answer',
]);
export type Action = z.infer<typeof Action>;

const everyone: Action[] = [
  'me.read',
  'me.password',
  'me.factors',
  'retailers.read',
  'territories.read',
  'plans.read',
  'visits.read',
  'shifts.read',
  'settings.read',
  'live.watch',
  'reports.read',
];
const desk: Action[] = [...everyone, 'people.read', 'positions.read', 'questionnaires.read'];

const planning: Action[] = [
  'retailers.import',
  'retailers.edit',
  'territories.plan',
  'plans.make',
  'absences.write',
  'jobs.run',
];
const auditing: Action[] = [
  'retailers.correct',
  'visits.decide',
  'inspections.read',
  'inspections.plan',
  'inspections.settle',
  'logs.read',
  'ledger.read',
  'questionnaires.edit',
  'scores.read',
];

/** Who may do what. A rep's scope is their own work; everybody else's is their unit and the units below it. */
export const permissions: Record<Role, readonly Action[]> = {
  rep: [
    ...everyone,
    'me.device',
    'positions.send',
    'positions.read',
    'visits.press',
    'visits.appeal',
    'shifts.press',
    'inspections.answer',
    'inspections.reply',
    'scores.read',
    'scores.object',
    'logs.write',
  ],
  supervisor: [
    ...desk,
    'absences.write',
    'inspections.read',
    'inspections.do',
    'inspections.answer',
    'inspections.reply',
    'scores.read',
    'scores.enter',
    'scores.close',
    'logs.read',
    'logs.review',
  ],
  planner: [...desk, ...planning],
  auditor: [
    ...desk,
    ...auditing,
    'retailers.edit',
    'inspections.draw',
    'inspections.do',
    'inspections.reply',
    'scores.close',
    'scores.answer',
  ],
  admin: [
    ...desk,
    ...planning,
    ...auditing,
    'people.manage',
    'devices.manage',
    'positions.erase',
    'quarantine.read',
    'quarantine.replay',
    'settings.change',
    'reports.rebuild',
    'backup.make',
    'scores.design',
  ],
};

export const Person = z.object({
  personId: z.uuid(),
  unitId: z.uuid(),
  role: Role,
  name: z.string(),
  login: z.string(),
  phone: z.string().nullable(),
  isActive: z.boolean(),
});
export type Person = z.infer<typeof Person>;

export const Login = requiredText(64).refine((s) => !/\s/.test(s), plain('SPACES_IN_LOGIN'));
/** Long enough to resist guessing (NIST SP 800-63B-4: 8 with rate limits, 15 alone); the upper bound keeps argon2 cheap. */
export const Password = z.string().min(10).max(128);

export const NewPerson = z.strictObject({
  unitId: z.uuid(),
  role: Role,
  name: requiredText(100),
  login: Login,
  password: Password,
  phone: text(40).nullable().optional(),
});
export type NewPerson = z.infer<typeof NewPerson>;

export const PersonChange = z.strictObject({
  name: requiredText(100).optional(),
  role: Role.optional(),
  unitId: z.uuid().optional(),
  isActive: z.boolean().optional(),
  password: Password.optional(),
  /** Empty: none. */
  phone: text(40).optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** Which people of a list: `q` searches names and logins. */
const PeopleFilter = { q: text(100).optional(), role: Role.optional(), unitId: z.uuid().optional() };

export const exportPeople = exportContract({
  path: '/people/export',
  summary: 'The people of my scope as a file (CSV, XLSX), with the filters of the list',
  action: 'people.read',
  filter: PeopleFilter,
});

export const listPeople = contract({
  method: 'get',
  path: '/people',
  summary: 'The people of my scope',
  action: 'people.read',
  query: PageQuery.extend(PeopleFilter).strict(),
  reply: page(Person),
});

export const addPerson = contract({
  method: 'post',
  path: '/people',
  summary: 'Add a person',
  action: 'people.manage',
  body: NewPerson,
  reply: Person,
  status: 201,
});

export const changePerson = contract({
  method: 'patch',
  path: '/people/:personId',
  summary: 'Change a person; new rights end their sessions',
  action: 'people.manage',
  params: z.strictObject({ personId: z.uuid() }),
  body: PersonChange,
  reply: Person,
});

export const peopleContracts = { listUnits, addUnit, changeUnit, listPeople, exportPeople, addPerson, changePerson };
