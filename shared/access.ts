import { z } from 'zod';
import { contract } from './contract.ts';
import { items } from './text.ts';

/** Acts on what somebody shows beside their password: told to them whoever did it, since it may have been a thief. */
export const FactorAct = z.enum([
  'factor.added',
  'factor.removed',
  'recovery.renewed',
  'recovery.used',
  'factors.reset',
]);
export type FactorAct = z.infer<typeof FactorAct>;

/** Acts on what somebody may do, or on what others could do in their name. */
export const PersonAct = z.enum([
  ...FactorAct.options,
  'token.issued',
  'token.rotated',
  'token.revoked',
  'password.set',
  'role.changed',
  'unit.changed',
  'activity.changed',
  'person.added',
  'invitation.made',
]);

/** Acts on who may do what: each is an entry of the ledger. */
export const AccessAct = z.enum([
  ...PersonAct.options,
  'password.changed',
  'factor.used',
  'unit.added',
  'unit.edited',
  'backup.made',
  'backup.restored',
  'evidence.exported',
]);
export type AccessAct = z.infer<typeof AccessAct>;

/** What was done to the caller's credentials or rights: by somebody else, or to their second factors. */
export const ActOnMe = z.object({
  actNo: z.number().int(),
  at: z.string(),
  act: PersonAct,
  /** Null: whoever owns the machine. */
  byName: z.string().nullable(),
});
export type ActOnMe = z.infer<typeof ActOnMe>;

export const listActsOnMe = contract({
  method: 'get',
  path: '/me/acts',
  summary:
    'What others did to my tokens, password, role and unit, and anybody to my second factors, in the last 30 days: who could act in my name',
  action: 'me.read',
  query: z.strictObject({}),
  reply: items(ActOnMe),
});

export const accessContracts = { listActsOnMe };
