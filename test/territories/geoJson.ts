export const feature = (type: string, coordinates: unknown, properties: object | null = null) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});

export const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
