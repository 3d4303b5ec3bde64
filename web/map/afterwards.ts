/** When the page has drawn what came last, or half a second later. */
export function afterwards(act: () => void): void {
  requestAnimationFrame(() =>
    'requestIdleCallback' in window ? requestIdleCallback(act, { timeout: 500 }) : setTimeout(act, 100),
  );
}
