import { signal } from '@preact/signals';
import { makeDrafts } from '../../shared/calendarEdits.ts';
import { call } from '../api.ts';
import { Following } from '../ui/following.ts';
import { createOpened } from '../ui/opened.ts';

/** Whether calendars are being drafted, and what came of it last. */
export class CalendarMaking extends Following {
  /** Counts up when calendars, working days or absences changed: what was read of them is read again. */
  readonly version = signal(0);

  async draft(wanted: {
    repId?: string;
    unitId?: string;
    fromDay: string;
    weeks: number;
    fresh: boolean;
    replace: boolean;
  }): Promise<void> {
    await this.follow(() => call(makeDrafts, { body: wanted }));
    this.changed();
  }

  changed(): void {
    this.version.value += 1;
  }
}

/** Of the desk: a job goes on while somebody looks at another screen. */
export const calendarMaking = createOpened<CalendarMaking>();
