// Pure: how much room a name takes on the map.

/** About 12 px a character of its height. */
export const NAME_HEIGHT_PX = 18;

export function nameWidthPx(name: string): number {
  return [...name].reduce((sum, char) => sum + (char > '\u2e80' ? 12.5 : 7), 8);
}
