// Small things that a browser keeps for the next time; one that keeps nothing (its store full, or closed to this page) starts anew.

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // it holds for this page, and is asked for again on the next
  }
}
