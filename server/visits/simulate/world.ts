// Pure: what the simulator believes about phones, coordinates and people, as one value of named shares.

/** Shares are 0 to 1; metres and seconds by name. The sources' shares and errors follow published field reports. */
export interface World {
  name: string;
  fraudShare: number;
  thresholdM: number;
  requiredDwellS: number;
  /** Where a fix comes from; and how often the end press has the start press's source. */
  gnssShare: number;
  wifiShare: number;
  sameSourceShare: number;
  /** 68 % radius that phones say: log-normal by median and spread. */
  accuracyM: { gnss: LogNormal; wifi: LogNormal; cell: LogNormal };
  /** Fixes that are `lyingScale` times worse than they say, and how often the end press lies when the start press did. */
  lyingShare: number;
  lyingScale: number;
  lyingAgainShare: number;
  accuracyUnknownShare: number;
  noFixShare: number;
  /** How retailers' coordinates were made; the rest is imported. */
  surveyedShare: number;
  confirmedShare: number;
  /** Mean distance of a stored point from the truth. Imported ones: a mixture of four. */
  surveyedErrorM: number;
  confirmedErrorM: number;
  imported: { errorM: number; share: number }[];
  frameMixUpShare: number;
  sigmaM: { surveyed: number; confirmed: number; imported: number };
  trackShare: number;
  trackEveryS: number;
  offlineShare: number;
  /** How phones repeat themselves at one place; null: each fix is drawn afresh. */
  rest: Rest | null;
}

/**
 * Phones at rest as 358,268 published fixes show them (docs/notes/verdicts.md): a second fix at one place is the same measurement with
 * a little noise, often with the very same accuracy, at times the very same position. An iPhone's accuracies are steps, and it does not say its source.
 */
export interface Rest {
  iosShare: number;
  /** Accuracies of iPhones with how often they are said, and how many standard errors of a real error each of them holds. */
  iosSteps: { accuracyM: number; share: number; radiiASigma: number }[];
  sameAccuracyShare: Record<RestSource, number>;
  heldShare: Record<RestSource, number>;
  /** Median distance of the second fix from the first one, as a share of the accuracy. */
  apartShare: Record<RestSource, number>;
}

export type RestSource = 'gnss' | 'wifi' | 'cell' | 'ios';

export interface LogNormal {
  median: number;
  spread: number;
}

/** The world of the bench: 55/30/15 % satellites, WiFi, cell; 8 % of fixes three times worse than they say. */
export const usualWorld: World = {
  name: 'usual',
  fraudShare: 0.5,
  thresholdM: 100,
  requiredDwellS: 180,
  gnssShare: 0.55,
  wifiShare: 0.3,
  sameSourceShare: 0.5,
  accuracyM: {
    gnss: { median: 12, spread: 0.5 },
    wifi: { median: 35, spread: 0.45 },
    cell: { median: 400, spread: 0.6 },
  },
  lyingShare: 0.08,
  lyingScale: 3,
  lyingAgainShare: 0.3,
  accuracyUnknownShare: 0.01,
  noFixShare: 0.005,
  surveyedShare: 0.2,
  confirmedShare: 0.5,
  surveyedErrorM: 5,
  confirmedErrorM: 9,
  imported: [
    { errorM: 15, share: 0.8 },
    { errorM: 60, share: 0.15 },
    { errorM: 300, share: 0.03 },
  ],
  frameMixUpShare: 0.02,
  sigmaM: { surveyed: 5, confirmed: 10, imported: 20 },
  trackShare: 0.6,
  trackEveryS: 30,
  offlineShare: 0.15,
  rest: null,
};

/** Every retailer as it was registered: nobody has confirmed anything. */
export const registeredWorld: World = { ...usualWorld, name: 'registered', surveyedShare: 0, confirmedShare: 0 };

/** Every retailer as it was learned from visits. */
export const learnedWorld: World = { ...usualWorld, name: 'learned', surveyedShare: 0, confirmedShare: 1 };

/** Phones and coordinates worse than usual in every way, and no tracks. */
export const harshWorld: World = {
  ...usualWorld,
  name: 'harsh',
  sameSourceShare: 0.1,
  accuracyM: {
    gnss: { median: 18, spread: 0.6 },
    wifi: { median: 45, spread: 0.5 },
    cell: { median: 600, spread: 0.7 },
  },
  lyingShare: 0.1,
  lyingAgainShare: 0.6,
  surveyedErrorM: 10,
  confirmedErrorM: 15,
  sigmaM: { surveyed: 8, confirmed: 12, imported: 25 },
  trackShare: 0,
};

/** Phones as they are, with tracks and without. */
export const phonesWorld: World = {
  ...usualWorld,
  name: 'phones',
  rest: {
    iosShare: 0.5,
    iosSteps: [
      { accuracyM: 65, share: 0.65, radiiASigma: 3 },
      { accuracyM: 10, share: 0.25, radiiASigma: 1.5096 },
      { accuracyM: 30, share: 0.06, radiiASigma: 2 },
      { accuracyM: 5, share: 0.04, radiiASigma: 1.5096 },
    ],
    sameAccuracyShare: { gnss: 0.25, wifi: 0.3, cell: 0.7, ios: 0.9 },
    heldShare: { gnss: 0, wifi: 0.07, cell: 0.66, ios: 0 },
    apartShare: { gnss: 0.29, wifi: 0.06, cell: 0.06, ios: 0.07 },
  },
};

export const phonesAloneWorld: World = { ...phonesWorld, name: 'phonesAlone', trackShare: 0 };
