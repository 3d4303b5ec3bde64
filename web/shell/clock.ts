import { signal } from '@preact/signals';

/** The time, moved on every 10 s: what says 'heard 4 min ago' reads it. */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 10_000);
