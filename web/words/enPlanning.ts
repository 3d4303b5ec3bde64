import type { EasingCode, MoveReason, UnmetCode } from '../../shared/solveReport.ts';
import type { ScenarioChange } from '../../shared/scenarios.ts';
import type { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import type { TerritoryKind } from '../../shared/territories.ts';

/** Fields of the workload model that have a source to show. */
export type WorkloadField =
  | 'grades'
  | 'usesOwn'
  | 'callMin'
  | 'deliveryMin'
  | 'keyHoursMin'
  | 'roadFactor'
  | 'roads'
  | 'localSpeedKmh'
  | 'baseSpeedKmh'
  | 'workingDaysPerMonth'
  | 'baseTrips';

/** The closed lists of planning, a sentence for each. */
export interface PlanningLists {
  kind: Record<TerritoryKind, string>;
  measure: Record<TerritoryMeasure, string>;
  change: Record<ScenarioChange, string>;
  moveReason: Record<MoveReason, string>;
  unmet: Record<UnmetCode, string>;
  easing: Record<EasingCode, (measure: string, to: string) => string>;
  mapState: Record<'past' | 'live' | 'due' | 'withdrawn', string>;
  workload: Record<WorkloadField, string>;
  source: Record<WorkloadField, string>;
}

const retailers = (n: number, shown: string) => `${shown} ${n === 1 ? 'retailer' : 'retailers'}`;

const lists: PlanningLists = {
  kind: { visit: 'Visit', order_call: 'Order call', delivery: 'Delivery' },
  measure: {
    retailers: 'Retailers',
    dailyOrderingRetailers: 'Orders a day',
    orders: 'Orders a month',
    volume: 'Volume a month',
    visits: 'Visits a month',
    workloadMin: 'Workload',
  },
  change: {
    create: 'Begun',
    move: 'Moved by hand',
    lock: 'Locked',
    unlock: 'Unlocked',
    design: 'Settings or territories changed',
    solve: 'Rebalanced',
    undo: 'Undone',
    redo: 'Done again',
    rename: 'Renamed',
    delete: 'Put aside',
    restore: 'Taken back',
  },
  moveReason: {
    relieves: 'relieves a territory that has too much',
    supplies: 'fills a territory that has too little',
    passesOn: 'passes on between the two',
    reconnects: 'joins it to its territory again',
    unassigned: 'was in no territory',
  },
  unmet: {
    LOCKED_TOO_MUCH: 'what is locked in it is already more than it may have',
    TOO_LITTLE_REACHABLE: 'all that could be given to it is less than it needs',
    ONE_TOO_LARGE: 'one retailer alone is more than any territory may have',
    CAPACITIES_TOO_SMALL: 'all capacities together are less than there is',
    GIANTS_LEAVE_TOO_LITTLE: 'a few very large retailers leave too little for the others',
    STEPS_TOO_LARGE: 'the figures come in steps too large for this tolerance',
    OVER_CAPACITY: 'over its capacity',
    TOO_MUCH: 'too much',
    TOO_LITTLE: 'too little',
    GROUPS_APART: 'there are more groups that do not touch than territories',
    LOCKED_APART: 'its locked retailers lie in groups that do not touch',
    PIECES: 'its pieces hold locked retailers or do not touch',
    TOO_MANY_MOVES: 'joining its pieces takes more moves than allowed',
    OTHER: 'see the details',
  },
  easing: {
    ACCEPT: (measure, to) => `accept ${to} for ${measure}`,
    WIDEN: (measure, to) => `allow ${measure} ${to}`,
    UNLOCK: () => 'remove the locks',
    NO_CAPACITIES: () => 'remove the capacities',
    ANY_MOVES: () => 'allow any number of moves',
    LINK: () => 'unlock the retailers of the smaller pieces',
    ALLOW_MOVES: (_, to) => `allow ${to} moves`,
    OTHER: () => 'see the details',
  },
  mapState: { past: 'Was in force', live: 'In force', due: 'To come', withdrawn: 'Withdrawn' },
  workload: {
    grades: 'Visits a month and minutes a visit, by grade',
    usesOwn: 'A retailer’s own figures come first',
    callMin: 'Minutes an order call',
    deliveryMin: 'Minutes a delivery',
    keyHoursMin: 'Minutes lost to key service hours',
    roadFactor: 'Road ÷ straight distance',
    roads: 'Slower on fair and poor roads',
    localSpeedKmh: 'Speed between shops, km/h',
    baseSpeedKmh: 'Speed to and from the base, km/h',
    workingDaysPerMonth: 'Working days a month',
    baseTrips: 'Ways from the base and back count',
  },
  source: {
    grades: 'Assumption, to be calibrated from check-ins',
    usesOwn: 'As imported',
    callMin: 'Assumption, to be calibrated',
    deliveryMin: 'Assumption, to be calibrated',
    keyHoursMin: 'Assumption, to be calibrated',
    roadFactor:
      'Published detours: 1.22–1.44 by region of South Korea, 1.26 in all (Kim et al. 2015); calibrate from tracks',
    roads: 'Assumption: 1.15 and 1.4 times',
    localSpeedKmh: 'Assumption: motorcycle or van in town',
    baseSpeedKmh: 'Assumption: main roads',
    workingDaysPerMonth: 'Five-day weeks: 52 × 5 ÷ 12',
    baseTrips:
      'Each working day twice the way from the base to where the visits are, shared out by visits. Approximated: measured from the nearest base of the draft, with the mean number of visits a day: within 10 % where all begin at one office, up to 30 % too little where each begins at home. Counts where a territory has a base',
  },
};

export const enPlanning = {
  ...lists,
  title: 'Territories',
  lead: 'Try changes in a scenario; nothing changes for anybody until you publish it.',
  kindLabel: 'Kind of territory',
  scenarios: 'Scenarios',
  none: 'No scenario yet.',
  nonePlan: 'Start one from today’s map: rebalance it, adjust it by hand, then publish it from a date.',
  start: 'Start from today’s map',
  startEmpty: 'Start empty',
  parts: 'Number of territories',
  name: 'Name',
  newName: (day: string) => `Rebalance ${day}`,
  chooseUnit: 'A scenario is for one unit and everything below it.',
  copyOf: (name: string) => `${name} (copy)`,
  copy: 'Copy',
  rename: 'Rename',
  remove: 'Put aside',
  removed: (name: string) => `“${name}” was put aside.`,
  undoRemove: 'Take it back',
  compare: 'Compare',
  compareHint: 'Choose two or more to see them side by side.',
  open: (name: string) => `Open ${name}`,
  territoriesOf: (n: number, shown: string) => `${shown} ${n === 1 ? 'territory' : 'territories'}`,

  tabs: { balance: 'Balance', solve: 'Rebalance', moves: 'Moves', publish: 'Publish', settings: 'Settings' },
  undo: 'Undo',
  redo: 'Redo',
  toBeginning: 'Undo everything, to the beginning',
  history: (n: string) => `Steps (${n})`,
  saving: 'Saving …',
  saved: 'Saved',
  hint: {
    unbalanced: (bad: string, all: string) =>
      `${bad} of ${all} territories are outside a tolerance. ‘Rebalance’ finds the fewest retailers to move.`,
    unassigned: (n: string) =>
      `${n} retailers are in no territory. Find them on the map, or let ‘Rebalance’ place them.`,
    apart: (n: string) => `${n} territories are in pieces. Find the pieces on the map, or let ‘Rebalance’ join them.`,
    good: (moved: string) =>
      `Every territory is within its tolerances; ${moved} retailers move. Look at the moves, then publish from a date.`,
    same: 'Everything is balanced and nobody moves: today’s map can stay.',
  },
  conflict: (who: string, what: string, count: string, at: string) =>
    `${who} changed this scenario at ${at} (${what}, ${count} retailers). You now see theirs; your last change was not stored.`,
  dismiss: 'Understood',

  pan: 'Move the map (Space)',
  lasso: 'Lasso',
  lassoHint: 'Draw round retailers on the map. Shift adds to the selection.',
  dragHint: 'Click retailers to select them, draw a lasso with l, drag the selection to another territory.',
  showToday: 'Show today’s map',
  selected: (n: number, shown: string) => `${retailers(n, shown)} selected`,
  moveTo: 'Move to …',
  moveAction: (territory: string) => `Move to ${territory}`,
  noTerritory: 'No territory',
  lock: 'Lock',
  unlock: 'Unlock',
  lockAll: 'Lock all territories',
  unlockAll: 'Unlock all territories',
  lockTerritory: (name: string) => `Lock ${name}`,
  clear: 'Clear',
  findUnassigned: (n: string) => `Show on the map: ${n} in no territory`,
  findApart: (n: string) => `Show on the map: ${n} in pieces`,
  stayed: (n: number, shown: string) => `${retailers(n, shown)} stayed: locked.`,
  legend: 'Territories',
  legendMoved: 'in other hands than today',
  legendLocked: 'locked',
  legendNowhere: 'in no territory',

  sort: 'Order',
  worstFirst: 'Worst first',
  byName: 'By name',
  minutes: (n: string) => `${n} min`,
  under: 'under',
  over: 'over',
  within: 'within the tolerance',
  unknownFigures: (n: string, measure: string) => `${measure} is not known of ${n} retailers.`,
  retailersOf: (n: number, shown: string) => retailers(n, shown),
  inOut: (gained: string, lost: string) => `+${gained} −${lost} against today`,
  radius: (km: string) => `radius ${km}`,
  pieces: (n: string) => `in ${n} pieces`,
  details: 'Details',
  rep: 'Rep',
  noRep: 'nobody yet',
  share: 'Share of the whole (1 = as the others)',
  capacity: (measure: string) => `At most, ${measure}`,
  base: 'Base of the rep',
  setBase: 'Set to the middle of the map',
  clearBase: 'Remove',
  baseTrips: (minutes: string) => `To and from the base: about ${minutes} min a month`,
  dissolve: 'Dissolve',
  addTerritory: 'Add a territory',
  newTerritory: (no: string) => `New ${no}`,
  composition: 'Who is in it',
  traits: { grade: 'Grade', businessType: 'Business type', scale: 'Size' },
  other: 'other or unknown',
  selectAll: 'Select its retailers',

  from: {
    today: 'From today’s map, with the fewest moves',
    here: 'From where the scenario stands',
    nothing: 'A new design, from nothing',
  },
  fromHint: {
    today: 'Keeps as many retailers as possible with their rep. Locks bind.',
    here: 'Keeps your own moves and changes as little as possible beyond them.',
    nothing: 'The most compact territories; many retailers change hands. Locked territories stay.',
  },
  seconds: 'Seconds at most',
  solve: 'Rebalance',
  searching: (done: string, total: string) => `Searching, ${done} of at most ${total} s …`,
  waiting: 'Waiting for its turn …',
  cancelled: 'Cancelled: the scenario is as it was.',
  failed: (why: string) => `The search did not end well: ${why}`,
  result: 'The last search',
  resultOld: 'The last search (changed since)',
  worst: 'Worst',
  met: 'met',
  notMet: 'not met',
  movedOf: (moved: string, bound: string) => `${moved} retailers move; with these tolerances at least ${bound} must`,
  whole: 'Every territory is whole',
  notMetTitle: 'What cannot be met, and what would help',
  proven: 'proven impossible',
  notProven: 'not proven impossible',
  wouldReach: (share: string) => `then ${share}`,
  easings: 'The cheapest ways out',
  use: 'Use it',
  giant: (name: string) => `The retailer is ${name}.`,
  contiguity: 'Being in one piece',
  switches: 'Limit of moves',

  movesSentence: (moved: string, share: string, most: string, name: string) =>
    `${moved} retailers (${share}) change hands; the most, ${most}, at ${name}`,
  noMoves: 'Nobody changes hands.',
  byHand: 'moved by hand',
  because: (why: string, measure: string) => `${why} (${measure})`,

  publishLead: (unit: string, zone: string) =>
    `The map takes effect at the beginning of the day in ${unit} (${zone}). Until then nothing changes.`,
  publishDay: 'In force from',
  publish: 'Publish',
  ready: 'Ready to publish',
  notReady: 'Before it can be published',
  mustAssign: (n: string) => `${n} retailers are in no territory.`,
  mayPieces: (n: string) => `${n} territories are in pieces.`,
  mayTolerance: (n: string) => `${n} territories are outside a tolerance.`,
  mayReps: (n: string) => `${n} territories have no rep yet.`,
  published: (name: string, day: string) => `“${name}” is published from ${day}.`,
  publishedNow: (name: string) => `“${name}” is in force.`,
  replaces: (name: string) => `It replaces “${name}”, which was to come.`,
  maps: 'Published maps',
  noMaps: 'Nothing was published yet: the map in force is the one that was imported.',
  before: 'before',
  onwards: 'onwards',
  mapMore: (territories: string, moved: string, who: string) => `${territories} territories, ${moved} moved, ${who}`,
  asItStood: 'as it stood',
  returnTo: 'Return to it …',
  returnFrom: (name: string) => `Publish “${name}” again from`,
  returned: (day: string) => `The earlier map is published again from ${day}.`,

  settingsLead: 'Every figure is yours to change; where it comes from stands beside it.',
  measures: 'Measures',
  balanced: 'Balanced',
  tolerance: 'Tolerance',
  maxMoves: 'Most moves of one territory (empty: any number)',
  unknown: 'A figure that is not known',
  unknownWays: { refuse: 'stops the search', median: 'counts as the median' },
  workloadTitle: 'Workload, minutes a month',
  formula: 'visits × (minutes + local travel × road factor ÷ speed) + share of the ways from the base',
  gradeVisits: 'Visits',
  gradeMinutes: 'Minutes',
  otherGrade: 'others',
  sourceOf: (source: string) => `Source: ${source}`,

  compareTitle: 'Side by side',
  scenario: 'Scenario',
  moved: 'Moved',
  radiusTitle: 'Radius',
  unassigned: 'In none',
  inPieces: 'In pieces',
  todayMap: 'Today’s map',
  mapOf: (name: string) => `Map of ${name}`,
};
