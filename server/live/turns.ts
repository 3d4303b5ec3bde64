/** One piece of work at a time for each person, so that whoever asks a thousand times at once keeps only themself waiting. */
export interface Turns {
  /** Null where so much of this person waits already that more is an attack or a fault. */
  take<T>(personId: string, work: () => Promise<T>): Promise<T> | null;
}

export function createTurns(maxWaiting: number): Turns {
  const lines = new Map<string, { waiting: number; last: Promise<unknown> }>();
  return {
    take: (personId, work) => {
      const line = lines.get(personId) ?? { waiting: 0, last: Promise.resolve() };
      if (line.waiting >= maxWaiting) return null;
      line.waiting++;
      lines.set(personId, line);
      const turn = line.last.then(work);
      line.last = turn
        .catch(() => {}) // whoever asked hears of it
        .then(() => {
          if (--line.waiting === 0) lines.delete(personId);
        });
      return turn;
    },
  };
}
