import { z } from 'zod';
import { contract } from './contract.ts';
import { SentReason } from './errors.ts';
import { Login, Password, Person, Role } from './people.ts';
import { Instant, requiredText, text } from './text.ts';

/** How long an invitation is good for. */
export const INVITATION_DAYS = 7;

/** Somebody to be added without a password: they choose their own by a link. */
export const InvitedPerson = z.strictObject({
  name: requiredText(100),
  login: Login,
  role: Role,
  unitId: z.uuid(),
  phone: text(40).nullable().default(null),
});
export type InvitedPerson = z.infer<typeof InvitedPerson>;

/** A link is said once; it is stored as its hash. */
export const Invitation = z.object({ url: z.string(), expiresAt: Instant });
export type Invitation = z.infer<typeof Invitation>;

/** What became of somebody who was to be added: who they are and their link, or why not. */
export const Added = z.object({
  login: z.string(),
  name: z.string(),
  person: Person.nullable(),
  invitation: Invitation.nullable(),
  reason: SentReason.nullable(),
});
export type Added = z.infer<typeof Added>;

/** A line of a file of people. */
export const PersonRow = z.object({
  line: z.number().int(),
  name: z.string(),
  /** Made of the name where the file says none. */
  login: z.string(),
  role: Role,
  unitId: z.uuid(),
  phone: z.string().nullable(),
  /** The login is somebody's already. */
  isKnown: z.boolean(),
  /** What the file says and cannot be used: a role or a unit that there is not. */
  problem: SentReason.nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const addPeople = contract({
  method: 'post',
  path: '/people/invited',
  summary: 'Add people without passwords: each gets a link, good once and for seven days, and chooses their own',
  action: 'people.manage',
  body: z.strictObject({ people: z.array(InvitedPerson).min(1).max(500) }),
  reply: z.object({ items: z.array(Added) }),
  status: 201,
});

export const readPeopleFile = contract({
  method: 'post',
  path: '/people/file',
  summary: 'Who stands in a file of people (CSV or XLSX): name, login, role, unit, telephone. Nothing is stored',
  action: 'people.manage',
  query: z.strictObject({ fileName: requiredText(200), unitId: z.uuid() }),
  body: { maxBytes: 5_000_000 },
  reply: z.object({ items: z.array(PersonRow), columns: z.array(z.string()) }),
});

export const invite = contract({
  method: 'post',
  path: '/people/:personId/invitation',
  summary: 'A link by which somebody chooses a new password; one made before ends',
  action: 'people.manage',
  params: z.strictObject({ personId: z.uuid() }),
  reply: Invitation,
  status: 201,
});

export const readInvitation = contract({
  method: 'post',
  path: '/invitation/look',
  summary: 'Who is invited by a link',
  action: 'anyone',
  body: z.strictObject({ token: z.string().max(100) }),
  reply: z.object({ orgName: z.string(), name: z.string(), login: z.string() }),
});

export const acceptInvitation = contract({
  method: 'post',
  path: '/invitation',
  summary: 'Choose a password by a link, once; every sign-in of before ends',
  action: 'anyone',
  body: z.strictObject({ token: z.string().max(100), password: Password }),
  reply: z.object({ login: z.string() }),
});

export const invitationContracts = { addPeople, readPeopleFile, invite, readInvitation, acceptInvitation };
