import { signal } from '@preact/signals';

/** The server serves other pages than this one: it was brought up to date while the page was open. */
export const isOutdated = signal(false);

/** The page's first script, whose name changes with what is in any of its files. */
const own = () => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src.split('/').at(-1);

/** Each answer names the first script of the pages that the server serves (server/web.ts). Of several servers some may still be the old ones: once heard it stays. */
export function heardRelease(entry: string | null): void {
  if (entry !== null && entry !== own()) isOutdated.value = true;
}
