import { computed, signal } from '@preact/signals';
import type { LogSpan } from '../../shared/logDue.ts';
import { markLogsRead, readLogInbox, reviewLog, type InboxItem, type NewReview } from '../../shared/logs.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { createOpened } from '../ui/opened.ts';
import { uuid7 } from '../ui/uuid7.ts';

export type Box = 'comment' | 'return';

/** The logs of a period on the desk: which one is looked at, and what is being said of it. */
export class LogInbox {
  readonly items = signal<readonly InboxItem[] | null>(null);
  readonly days = signal<{ fromDay: string; toDay: string } | null>(null);
  readonly error = signal<unknown>(undefined);
  /** The rep whose log is looked at. */
  readonly at = signal<string | null>(null);
  readonly box = signal<Box | null>(null);
  readonly isSending = signal(false);
  private asked = 0;

  readonly groups = computed(() => {
    const all = this.items.value ?? [];
    const open = all.filter(({ log, isRead }) => log !== null && !isRead);
    return {
      look: all.filter(({ exceptions, isRead }) => exceptions.length > 0 && !isRead),
      normal: open.filter(({ exceptions }) => exceptions.length === 0),
      open: all.filter(({ log, exceptions }) => log === null && exceptions.length === 0),
      read: all.filter(({ isRead }) => isRead),
    };
  });
  /** In the order of the page. */
  readonly order = computed(() => {
    const { look, normal, open, read } = this.groups.value;
    return [...look, ...normal, ...open, ...read];
  });

  async read(span: LogSpan, day: string, unitId: string | null): Promise<void> {
    const round = ++this.asked;
    this.error.value = undefined;
    try {
      const { items, ...days } = await call(readLogInbox, { query: { span, day, unitId } });
      if (round !== this.asked) return;
      this.items.value = items;
      this.days.value = days;
      const first = this.order.peek()[0]?.repId ?? null;
      if (!items.some(({ repId }) => repId === this.at.peek())) this.at.value = first;
    } catch (error) {
      if (round === this.asked) this.error.value = error;
    }
  }

  /** At an end nothing happens. */
  step(by: number): void {
    const order = this.order.peek();
    const next = order[order.findIndex(({ repId }) => repId === this.at.peek()) + by];
    if (!next || this.box.peek()) return;
    this.at.value = next.repId;
  }

  /** What is said of the log that is looked at; the next one that is not read yet follows. */
  async review(said: Pick<NewReview, 'deed' | 'line' | 'note'>): Promise<void> {
    const order = this.order.peek();
    const k = order.findIndex(({ repId }) => repId === this.at.peek());
    const item = order[k];
    if (!item?.log || this.isSending.peek()) return;
    const { log } = item;
    if (said.deed === 'read' && item.isRead) return this.step(1);
    const next = [...order.slice(k + 1), ...order.slice(0, k)].find((one) => one.log && !one.isRead);
    await this.send(async () => {
      const reviewId = uuid7(nowMs(), crypto.getRandomValues(new Uint8Array(10)));
      const review = await call(reviewLog, { params: { logId: log.logId }, body: { reviewId, ...said } });
      const exceptions =
        said.deed === 'return' ? [...new Set(['returned' as const, ...item.exceptions])] : item.exceptions;
      this.put({ ...item, exceptions, isRead: true, log: { ...log, reviews: [...log.reviews, review] } });
      this.box.value = null;
      if (next) this.at.value = next.repId;
    });
  }

  /** The normal ones at one press; each is on record. */
  async readNormal(): Promise<void> {
    const { normal } = this.groups.peek();
    const logIds = normal.map(({ log }) => log!.logId);
    if (logIds.length === 0 || this.isSending.peek()) return;
    await this.send(async () => {
      await call(markLogsRead, { body: { logIds } });
      const read = new Set(logIds);
      this.items.value = this.items
        .peek()!
        .map((item) => (item.log && read.has(item.log.logId) ? { ...item, isRead: true } : item));
      this.at.value = this.groups.peek().look[0]?.repId ?? this.at.peek();
    });
  }

  private put(item: InboxItem): void {
    this.items.value = this.items.peek()!.map((one) => (one.repId === item.repId ? item : one));
  }

  private async send(act: () => Promise<void>): Promise<void> {
    this.isSending.value = true;
    this.error.value = undefined;
    try {
      await act();
    } catch (error) {
      this.error.value = error;
    } finally {
      this.isSending.value = false;
    }
  }
}

export const logInbox = createOpened<LogInbox>();
