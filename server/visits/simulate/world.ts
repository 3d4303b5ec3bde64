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
}

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
