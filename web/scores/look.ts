import { today } from '../ui/day.ts';
import { go, part } from '../ui/navigate.ts';

/** What the address asks for: a month, a rep, a line of theirs, or a part of the screen by its state. */
export interface Look {
  month: string;
  repId: string | null;
  itemKey: string | null;
}

export function lookNow(): Look {
  const { month, who, item } = part.own.value;
  return {
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month ?? '') ? month! : today.value.slice(0, 7),
    repId: /^[0-9a-f-]{36}$/.test(who ?? '') ? who! : null,
    itemKey: item ?? null,
  };
}

/** Each is a step that the browser's back button takes back. */
export function look(change: Partial<Look>, state: string | null = null): void {
  const { month, repId, itemKey } = { ...lookNow(), ...change };
  go({ state, own: { month, ...(repId !== null && { who: repId }), ...(itemKey !== null && { item: itemKey }) } });
}
