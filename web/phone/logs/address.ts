import { go, place } from '../../ui/navigate.ts';
import type { LogOf } from './writing.ts';

/** What of the address names the log that is looked at: `day.2026-03-02`. */
export function logInAddress(): LogOf | null {
  const match = /^(day|week|month)\.(\d{4}-\d{2}-\d{2})$/.exec(place.value.own.log ?? '');
  return match && { span: match[1] as LogOf['span'], fromDay: match[2]! };
}

export function openLog(of: LogOf | null): void {
  go({ own: of ? { log: `${of.span}.${of.fromDay}` } : {} });
}
