import { contract } from './contract.ts';
import { unpackColumns } from './retailerColumns.ts';
import { Day, PageQuery, page, requiredText, text } from './text.ts';
import { z } from 'zod';
import { exportContract } from './exports.ts';
import { plain } from './problems/because.ts';
import { Frame } from './frames.ts';
import { LngLat } from './geo.ts';

/** How much a stored coordinate is worth: only imported, confirmed by visits or a person, or surveyed on the spot. */
export const CoordinateTrust = z.enum(['imported', 'confirmed', 'surveyed']);
export type CoordinateTrust = z.infer<typeof CoordinateTrust>;

/** Whether a retailer is visited: one that is paused or closed is neither due nor planned. */
export const RetailerState = z.enum(['open', 'paused', 'closed']);
export type RetailerState = z.infer<typeof RetailerState>;

export const RoadCondition = z.enum(['good', 'fair', 'poor']);
export const Setting = z.enum(['urban', 'rural']);

/** `09:00-18:30`, several separated by commas, on the retailer's own clock. */
export const Hours = z
  .string()
  .trim()
  .max(100)
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d)*$/,
    plain('HOURS_OF_DAY'),
  );

const amount = z.number().min(0).max(1e9);

/** What a retailer's file may say beside the code and the coordinate; every field may be unknown. */
export const RetailerFacts = z.object({
  licenceNo: text(50).nullable(),
  address: text(300).nullable(),
  grade: text(8).nullable(),
  businessType: text(60).nullable(),
  scale: text(30).nullable(),
  setting: Setting.nullable(),
  roadCondition: RoadCondition.nullable(),
  openingHours: Hours.nullable(),
  keyHours: Hours.nullable(),
  visitsPerMonth: z.number().min(0).max(62).nullable(),
  minutesPerVisit: z.number().min(0).max(480).nullable(),
  ordersPerMonth: amount.nullable(),
  volumePerMonth: amount.nullable(),
  /** Whom to ask for in the shop, and where they are called. */
  contact: text(60).nullable(),
  phone: text(60).nullable(),
});
export type RetailerFacts = z.infer<typeof RetailerFacts>;

/** One retailer as imported: the coordinate in the frame the file declares, converted at the edge and kept beside the result. */
export const RetailerRow = RetailerFacts.extend({
  code: requiredText(60),
  name: requiredText(200),
  original: LngLat,
  frame: Frame,
  position: LngLat,
  /** Name of the unit, where the file says it; or its path from above: `City / County`. */
  unitName: text(300).nullable(),
  /** Names of its territories, one a kind. */
  visitTerritory: text(100).nullable(),
  orderCallTerritory: text(100).nullable(),
  deliveryTerritory: text(100).nullable(),
  /** The login or the name of who visits it. */
  rep: text(100).nullable(),
});
export type RetailerRow = z.infer<typeof RetailerRow>;

export const Retailer = RetailerFacts.extend({
  retailerId: z.uuid(),
  unitId: z.uuid(),
  code: z.string(),
  name: z.string(),
  position: LngLat,
  original: LngLat,
  frame: Frame,
  trust: CoordinateTrust,
  /** Standard error of the stored coordinate, metres. */
  sigmaM: z.number(),
  /** Radius within which a visit counts as in place, metres. */
  thresholdM: z.number(),
  /** Today, by its unit's clock. */
  state: RetailerState,
});
export type Retailer = z.infer<typeof Retailer>;

/** All retailers of a scope as columns, for the map: a city of 60,000 in one compact answer. */
export const RetailerPoints = z.object({
  retailerId: z.array(z.uuid()),
  name: z.array(z.string()),
  code: z.array(z.string()),
  lng: z.array(z.number()),
  lat: z.array(z.number()),
  grade: z.array(z.string().nullable()),
  unitId: z.array(z.uuid()),
  visitTerritoryId: z.array(z.uuid().nullable()),
});
export type RetailerPoints = z.infer<typeof RetailerPoints>;

/**
 * What somebody who stood there, or who is sure, says of a coordinate. Left out is left as it is; a new trust without
 * `sigmaM` takes what is usual for it. With a day the retailer moved then: visits before it keep their verdicts. Without one
 * this was always so, or since it moved last. Visits that it concerns are judged again.
 */
export const CoordinateChange = z.strictObject({
  retailerId: z.uuid(),
  /** WGS-84. */
  position: LngLat.optional(),
  trust: CoordinateTrust.optional(),
  sigmaM: z.number().min(0.1).max(5_000).optional(),
  thresholdM: z.number().min(10).max(5_000).optional(),
  /** The day on which it moved there, by its unit's clock; needs a position. */
  fromDay: Day.nullish(),
  reason: text(500).nullish(),
});
export type CoordinateChange = z.infer<typeof CoordinateChange>;

export const CoordinateChanges = z.strictObject({ changes: z.array(CoordinateChange).min(1).max(5_000) });
export type CoordinateChanges = z.infer<typeof CoordinateChanges>;

const RetailerFilter = {
  q: text(100).optional(),
  unitId: z.uuid().optional(),
  /** As the retailer's card says it, in any case. */
  grade: text(40).optional(),
  trust: CoordinateTrust.optional(),
  /** Today, by its unit's clock. */
  state: RetailerState.optional(),
  /** A visit territory in force, or none at all. */
  territoryId: z.union([z.uuid(), z.literal('none')]).optional(),
  /** Nobody began a visit there on this day or later. */
  notVisitedSince: Day.optional(),
};

export const exportRetailers = exportContract({
  path: '/retailers/export',
  summary: 'Retailers of my units as a file: CSV, XLSX or GeoJSON, in the frame asked for',
  action: 'retailers.read',
  filter: RetailerFilter,
});

export const listRetailers = contract({
  method: 'get',
  path: '/retailers',
  summary: 'Retailers of my units by code; q searches code, name, address and licence number',
  action: 'retailers.read',
  query: PageQuery.extend(RetailerFilter)
    .extend({ count: z.literal('all').optional() })
    .strict(),
  /** `count`: how many there are on all pages; with a first page that was asked for it, which takes as long again. */
  reply: page(Retailer).extend({ count: z.number().int().nullable() }),
});

export const readRetailerPoints = contract({
  method: 'get',
  path: '/retailers/points',
  summary: 'All retailers of my units as columns, for the map',
  action: 'retailers.read',
  query: z.strictObject({ unitId: z.uuid().optional() }),
  reply: RetailerPoints,
});

export const readRetailerColumns = contract({
  method: 'get',
  path: '/retailers/columns',
  summary: 'The same as bytes, for maps of a whole city; shared/retailerColumns.ts reads them',
  action: 'retailers.read',
  query: z.strictObject({ unitId: z.uuid().optional() }),
  reply: { contentType: 'application/octet-stream', read: unpackColumns },
});

export const changeCoordinates = contract({
  method: 'post',
  path: '/retailers/coordinates',
  summary: 'Correct, confirm or survey coordinates and set visit radii; visits there are judged again',
  action: 'retailers.correct',
  body: CoordinateChanges,
  reply: z.object({ changed: z.number().int() }),
});

export const readRetailer = contract({
  method: 'get',
  path: '/retailers/:retailerId',
  summary: 'One retailer',
  action: 'retailers.read',
  params: z.strictObject({ retailerId: z.uuid() }),
  query: z.strictObject({}),
  reply: Retailer,
});

export const retailerContracts = {
  listRetailers,
  readRetailerPoints,
  readRetailerColumns,
  exportRetailers,
  changeCoordinates,
  readRetailer,
};
