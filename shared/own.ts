/**
 * What a record holds under a key that somebody wrote, a grade or a name from a file: never what every object has from its prototype,
 * such as `toString`.
 */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
