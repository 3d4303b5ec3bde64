import { contract } from './contract.ts';
import { z } from 'zod';
import { requiredText } from './text.ts';
import { Role, Action, Person, Login, Password } from './people.ts';
import { Unit, TimeZone } from './units.ts';
import { Tiles } from './tiles.ts';

/** POST /me/password */
export const NewPassword = z.strictObject({ current: z.string().min(1).max(128), next: Password });
export type NewPassword = z.infer<typeof NewPassword>;

export const SignIn = z.strictObject({
  login: Login,
  password: z.string().min(1).max(128),
  /** Of the app, or from paper, where a second factor is asked for. */
  code: z.string().max(40).optional(),
});

/** The signed-in person, their scope and what they may do: what the web needs to show the right rooms. */
export const Me = z.object({
  person: Person,
  org: z.object({ orgId: z.number().int(), name: z.string(), synthetic: z.boolean() }),
  units: z.array(Unit),
  actions: z.array(Action),
  /** The organisation asks for a second factor and there is none yet: nothing else is possible. */
  mustEnrol: z.boolean().default(false),
  /** Null: only the built-in map, which needs no internet. */
  tiles: Tiles.nullable(),
});
export type Me = z.infer<typeof Me>;

/** Makes the organisation and its first administrator; good once, with the token the server printed. */
export const Setup = z.strictObject({
  token: z.string().max(100),
  orgName: requiredText(100),
  timeZone: TimeZone,
  name: requiredText(100),
  login: Login,
  password: Password,
  synthetic: z.boolean().default(false),
});
export type Setup = z.infer<typeof Setup>;

/** What a visitor who is not signed in may know of this server. */
export const Welcome = z.object({
  isSetUp: z.boolean(),
  orgName: z.string().nullable(),
  synthetic: z.boolean(),
  /** What the organisation's own sign-in service is called, where there is one. */
  provider: z.string().nullable(),
  /** Logins to try, only where the organisation is synthetic. */
  demo: z.object({ logins: z.array(z.object({ login: z.string(), role: Role })), password: z.string() }).nullable(),
});
export type Welcome = z.infer<typeof Welcome>;

export const readWelcome = contract({
  method: 'get',
  path: '/welcome',
  summary: 'What a visitor may know before signing in',
  action: 'anyone',
  query: z.strictObject({}),
  reply: Welcome,
});

export const readMe = contract({
  method: 'get',
  path: '/me',
  summary: 'Who I am and what I may do',
  action: 'me.read',
  query: z.strictObject({}),
  reply: Me,
});

export const setUp = contract({
  method: 'post',
  path: '/setup',
  summary: 'Make the organisation and its first administrator, once, with the token the server printed',
  action: 'anyone',
  body: Setup,
  reply: Me,
  status: 201,
});

export const signIn = contract({
  method: 'post',
  path: '/session',
  summary: 'Sign in; a session that the browser had before ends',
  action: 'anyone',
  body: SignIn,
  reply: Me,
  status: 201,
});

export const signOut = contract({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  action: 'me.read',
  reply: z.undefined(),
  status: 204,
});

export const signOutEverywhere = contract({
  method: 'delete',
  path: '/me/sessions',
  summary: 'Sign out everywhere',
  action: 'me.password',
  reply: z.undefined(),
  status: 204,
});

export const changePassword = contract({
  method: 'post',
  path: '/me/password',
  summary: 'Change my password; every other sign-in of mine ends',
  action: 'me.password',
  body: NewPassword,
  reply: Me,
});

export const sessionContracts = { readWelcome, readMe, setUp, signIn, signOut, signOutEverywhere, changePassword };
