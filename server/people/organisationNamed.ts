import type { OrganisationScope } from '../given.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { organisationScopes } from './scopeStore.ts';

/** The organisation of that name, or the only one. @throws AppError that lists which there are */
export async function organisationNamed(sql: Queryable, name: string | undefined): Promise<OrganisationScope> {
  const scopes = await organisationScopes(sql);
  const [only] = scopes;
  if (!only) throw new AppError('NO_ORGANISATION');
  const names = scopes.map((one) => one.name);
  if (name === undefined && scopes.length > 1) throw new AppError('WHICH_ORGANISATION', { names });
  const meant = name === undefined ? only : scopes.find((one) => one.name === name.trim().normalize('NFC'));
  if (!meant) throw new AppError('NO_SUCH_ORGANISATION', { name: name!, names });
  return meant;
}
