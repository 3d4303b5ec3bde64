import { batch, computed, signal, type Signal } from '@preact/signals';
import { readRepMonth, type CalendarVisit, type RepCalendar, type RepMonth } from '../../shared/calendars.ts';
import { discardDraft, moveVisit, publishCalendar, undoMove, type MoveEffect } from '../../shared/calendarEdits.ts';
import { call } from '../api.ts';
import { shiftDay } from '../format.ts';
import { createOpened } from '../ui/opened.ts';

/** Weeks that are shown at once. */
const WEEKS = 5;

/** A visit that is to be put on another day. */
export interface Trial {
  visit: CalendarVisit;
  toDay: string;
  effect: MoveEffect | null;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
  return shiftDay(day, 1 - weekday);
}

/** One rep's calendar while it is looked at: its weeks, the draft that is changed, and what a change would come to. */
export class RepCalendarView {
  readonly from: Signal<string>;
  readonly month = signal<RepMonth | null>(null);
  readonly error = signal<unknown>(null);
  readonly isBusy = signal(false);
  /** A retailer that was picked to be moved, and then where to. */
  readonly picked = signal<CalendarVisit | null>(null);
  readonly trial = signal<Trial | null>(null);
  /** The last thing that was done, for whoever hears the page. */
  readonly note = signal<string | null>(null);
  private asked = 0;

  readonly repId: string;
  private readonly changed: () => void;

  constructor(repId: string, day: string, changed: () => void) {
    this.repId = repId;
    this.changed = changed;
    this.from = signal(mondayOf(day));
  }

  readonly to = computed(() => shiftDay(this.from.value, 7 * WEEKS - 1));

  /** What is shown: the draft where there is one. Of days before it what is published. */
  readonly visits = computed((): CalendarVisit[] => {
    const now = this.month.value;
    if (!now) return [];
    const { draft, published } = now;
    const before = published.flatMap(({ visits }) => visits).filter(({ day }) => !draft || day < draft.fromDay);
    return [...before, ...(draft?.visits ?? [])];
  });

  readonly calendars = computed((): RepCalendar[] => {
    const now = this.month.value;
    return now ? [...now.published, ...(now.draft ? [now.draft] : [])] : [];
  });

  readonly retailers = computed(
    () => new Map(this.calendars.value.flatMap(({ retailers }) => retailers).map((one) => [one.retailerId, one])),
  );

  readonly loads = computed(() => {
    const { draft = null } = this.month.value ?? {};
    const ofPublished = (this.month.value?.published ?? []).flatMap(({ measures, fromDay, toDay }) =>
      measures.days.filter(({ day }) => fromDay <= day && day <= toDay && (!draft || day < draft.fromDay)),
    );
    return new Map([...ofPublished, ...(draft?.measures.days ?? [])].map((load) => [load.day, load]));
  });

  async load(): Promise<void> {
    const mine = ++this.asked;
    try {
      const month = await call(readRepMonth, {
        params: { repId: this.repId },
        query: { from: this.from.peek(), to: this.to.peek() },
      });
      if (mine !== this.asked) return;
      batch(() => {
        this.month.value = month;
        this.error.value = null;
      });
    } catch (error) {
      if (mine === this.asked) this.error.value = error;
    }
  }

  show(from: string): void {
    this.from.value = from;
    void this.load();
  }

  pick(visit: CalendarVisit | null): void {
    this.picked.value = visit;
    this.trial.value = null;
  }

  /** What it would come to; nothing is saved. */
  async tryMove(visit: CalendarVisit, toDay: string): Promise<void> {
    const draft = this.month.value?.draft;
    if (!draft || toDay === visit.day) return;
    this.picked.value = visit;
    this.trial.value = { visit, toDay, effect: null };
    await this.doing(async () => {
      const { effect } = await call(moveVisit, {
        params: { calendarId: draft.calendarId },
        body: {
          revision: draft.revision,
          retailerId: visit.retailerId,
          fromDay: visit.day,
          toDay,
          pinned: true,
          dryRun: true,
        },
      });
      this.trial.value = { visit, toDay, effect };
    });
    if (this.error.peek() !== null) this.trial.value = null;
  }

  async move(visit: CalendarVisit, toDay: string, pinned: boolean, said: string): Promise<void> {
    const draft = this.month.value?.draft;
    if (!draft) return;
    const { retailerId, day: fromDay } = visit;
    const isDone = await this.doing(() =>
      call(moveVisit, {
        params: { calendarId: draft.calendarId },
        body: { revision: draft.revision, retailerId, fromDay, toDay, pinned },
      }),
    );
    if (!isDone) return;
    this.pick(null);
    this.note.value = said;
    await this.load();
  }

  async undo(): Promise<void> {
    const draft = this.month.value?.draft;
    if (!draft || draft.steps === 0) return;
    const { calendarId, revision } = draft;
    await this.doing(() => call(undoMove, { params: { calendarId }, body: { revision } }));
    await this.load();
  }

  async discard(): Promise<void> {
    const draft = this.month.value?.draft;
    if (!draft) return;
    const { calendarId, revision } = draft;
    await this.doing(() => call(discardDraft, { params: { calendarId }, query: { revision } }));
    await this.load();
    this.changed();
  }

  async publish(fromDay: string): Promise<{ fromDay: string; toDay: string } | null> {
    const draft = this.month.value?.draft;
    if (!draft) return null;
    const { calendarId, revision } = draft;
    let published: { fromDay: string; toDay: string } | null = null;
    await this.doing(async () => {
      published = await call(publishCalendar, { params: { calendarId }, body: { revision, fromDay } });
    });
    if (published) {
      await this.load();
      this.changed();
    }
    return published;
  }

  /** Whether it was done; what kept it from it is shown. */
  private async doing(act: () => Promise<unknown>): Promise<boolean> {
    this.isBusy.value = true;
    this.error.value = null;
    try {
      await act();
      return true;
    } catch (error) {
      this.error.value = error;
      return false;
    } finally {
      this.isBusy.value = false;
    }
  }
}

export const repCalendarView = createOpened<RepCalendarView>();
