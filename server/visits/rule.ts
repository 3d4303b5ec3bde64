// Pure: the settings of the judge are one value; its name is part of every verdict.

/** Every threshold of the judge. A changed value is another rule and gets another name. */
export interface Rule {
  name: string;
  /** Threshold where the retailer has none, metres. */
  thresholdM: number;
  /** No fix is better than this standard error: phones have reported 1.9 m with 200 m of error. */
  sigmaFloorM: number;
  /** A cell fix is never better than this accuracy, metres (68 %). */
  cellFloorM: number;
  /** What an accuracy that was not said is taken for, by source: the field's typical 68 % radii, metres. */
  typicalAccuracyM: { gnss: number; wifi: number; cell: number };
  /** The standard error of a coordinate that says none, by how it was made, metres (measured, see bench). */
  typicalCoordinateSigmaM: { surveyed: number; confirmed: number; imported: number };
  /** This share of fixes is this many times worse than it says: 5–10 % and three times in field reports. */
  lyingShare: number;
  lyingScale: number;
  /** The same share where the coordinate was only imported: one stored point in five is worse than it says, and at one in ten p* is still modest. */
  importedLyingShare: number;
  /** A press below this share of what its fix could prove was made elsewhere. */
  elsewhereBelow: number;
  /** Both presses must also be this much further than the threshold before a visit is `invalid` (measured, see bench). */
  invalidMarginM: number;
  /** A fix that could prove less than this at distance 0 is vague. */
  provableFrom: number;
  /** The better press must reach this; the other one that. On real phones a p* of 0.55 is right in 0.6 to 0.88 of the cases, 0.65 in 0.74 to 0.96. */
  validFrom: number;
  validOtherFrom: number;
  /** Where only one fix is fine enough to prove anything, it must reach this, the vague one this probability and this share of its best. */
  validAloneFrom: number;
  vagueFrom: number;
  vagueShareFrom: number;
  /** Both presses taken as one place must reach this. */
  togetherFrom: number;
  /** Coarser fixes than this say nothing about the way, metres of standard error. */
  pathSigmaM: number;
  /** Track fixes this fine are witnesses, metres of standard error (an iPhone at rest says 65 m, which is 43); so many make a testimony. */
  witnessSigmaM: number;
  witnessFixes: number;
  /** Leave out the track this close to the presses: walking in and out is part of a visit. */
  witnessEdgeS: number;
  /** Share and least number of witnesses elsewhere that raise TRACK_ELSEWHERE. */
  trackElsewhereShare: number;
  /** Faster than 55 m/s (198 km/h) is no car; both legs, after 1.5 times both accuracies. Shorter jumps are noise. */
  teleportMps: number;
  teleportAccuracies: number;
  /** One leg alone, where the other is unknown or slow, must be faster than any train. */
  teleportOneLegMps: number;
  teleportOneLegFromM: number;
  teleportFromM: number;
  /** Nobody walks into a shop at 5 m/s (18 km/h). */
  movingMps: number;
  movingWithinS: number;
  staleS: number;
  clockS: number;
  /** A press that came in this late on both clocks alike, though not together, was made by a slow clock. */
  clockLagAlikeS: number;
  frozenDays: number;
  /** An earlier day begins this long before. */
  otherDayS: number;
  replayJitterM: number;
  /** A fix this near to a stored point that was not learned from fixes is a typed position. */
  perfectM: number;
  /** Two satellite fixes this near to each other, minutes apart, are one typed position (0 of 3,101 real pairs). */
  heldM: number;
  /** As fine as only satellites are, where the phone does not say how it measured (an iPhone's 5 and 10 m; WiFi holds its coarser ones). */
  satelliteM: number;
  /** So many fixes at one point with the very same accuracy, the way there and away included, are made by a program. */
  sameAccuracyFixes: number;
  deviceWindowS: number;
  deviceApartM: number;
  cellOnlyFromM: number;
  frameToleranceM: number;
  frameVisits: number;
  sharedCoordinate: number;
  longDwellS: number;
  /** A geofence speaks within some minutes of the crossing: an arrival counts from so long before the start to so long after it. */
  noticedFromS: number;
  noticedLagS: number;
}

/** The rule in force. Thresholds that name no source are from the project's own bench (test/bench/verdict.ts). */
export const defaultRule: Rule = {
  name: 'rounds-verdict/4',
  thresholdM: 100,
  sigmaFloorM: 8,
  cellFloorM: 100,
  typicalAccuracyM: { gnss: 40, wifi: 60, cell: 200 },
  typicalCoordinateSigmaM: { surveyed: 5, confirmed: 12, imported: 30 },
  lyingShare: 0.06,
  lyingScale: 3,
  importedLyingShare: 0.1,
  elsewhereBelow: 0.01,
  invalidMarginM: 50,
  provableFrom: 0.6,
  validFrom: 0.5,
  validOtherFrom: 0.1,
  validAloneFrom: 0.7,
  vagueFrom: 0.01,
  vagueShareFrom: 0.05,
  togetherFrom: 0.5,
  pathSigmaM: 70,
  witnessSigmaM: 45,
  witnessFixes: 3,
  witnessEdgeS: 20,
  trackElsewhereShare: 0.3,
  teleportMps: 55,
  teleportAccuracies: 1.5,
  teleportOneLegMps: 100,
  teleportOneLegFromM: 1000,
  teleportFromM: 300,
  movingMps: 5,
  movingWithinS: 60,
  staleS: 60,
  clockS: 120,
  clockLagAlikeS: 15,
  frozenDays: 3,
  otherDayS: 12 * 3600,
  replayJitterM: 8,
  perfectM: 0.5,
  heldM: 0.1,
  satelliteM: 12,
  sameAccuracyFixes: 6,
  deviceWindowS: 600,
  deviceApartM: 1000,
  cellOnlyFromM: 100,
  frameToleranceM: 30,
  frameVisits: 3,
  sharedCoordinate: 3,
  longDwellS: 4 * 3600,
  noticedFromS: 15 * 60,
  noticedLagS: 3 * 60,
};

/** The name that verdicts carry: the rule's own, and a hash of its settings where they are not the default ones. */
export function ruleName(rule: Rule): string {
  if (rule === defaultRule) return rule.name;
  const text = settingsText(rule);
  return text === settingsText(defaultRule) ? rule.name : `${rule.name}+${fnv1a(text)}`;
}

function settingsText(rule: Rule): string {
  return JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** FNV-1a, 32 bits, as hex: names a set of settings, secures nothing. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
