// What a thing of the schema is.
import type { Feature, PaintRule } from 'protomaps-leaflet';

export const kindOf = (f: Feature): string => String(f.props.kind ?? '');

export function isOf(kinds: readonly string[]): NonNullable<PaintRule['filter']> {
  const set = new Set(kinds);
  return (_zoom, f) => set.has(kindOf(f));
}
