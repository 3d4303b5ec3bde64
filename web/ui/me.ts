import { computed, signal } from '@preact/signals';
import type { Action } from '../../shared/people.ts';
import { sessionContracts, type Me } from '../../shared/sessions.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { part } from './navigate.ts';

/** Who is signed in; null: nobody; undefined: not known yet. */
export const me = signal<Me | null | undefined>(undefined);

export function may(action: Action): boolean {
  return me.value?.actions.includes(action) ?? false;
}

/** The unit looked at, or the top one of the person's own. */
export const unit = computed(() => {
  const units = me.value?.units ?? [];
  return (
    units.find((one) => one.unitId === part.unitId.value) ??
    units.find((one) => !units.some((other) => other.unitId === one.parentId)) ??
    null
  );
});

/** The zone in which the unit's days begin. */
export const zone = computed(() => unit.value?.timeZone);

/** Asks the server who this browser is. Throws ApiError when it cannot be asked. */
export async function readMe(): Promise<void> {
  try {
    me.value = await call(sessionContracts.readMe);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'NOT_SIGNED_IN') throw error;
    me.value = null;
  }
}

export async function signOut(): Promise<void> {
  await call(sessionContracts.signOut);
  // A fresh page: nothing of one person stays in memory for the next.
  location.assign('/');
}
