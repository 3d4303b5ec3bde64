// Pure: how visits are faked, each a small story; the label says which, and whether it makes a position up.
import type { LngLat } from '../../../shared/geo.ts';
import type { EvidenceFix, EvidencePress } from '../../../shared/verdicts.ts';
import type { Story } from './honest.ts';
import { fixOf, iso, newPhone, pressOf } from './phone.ts';
import type { Phone } from './phone.ts';
import { away, between, chance, logNormal, offset, scattered, uniform } from './place.ts';
import { insideShop, pressBoth, remotePlace, sureTrackAround, trackAround, trackOf } from './scene.ts';
import type { Scene } from './scene.ts';

/**
 * `mocks` where a position is made up. `isAlike` where nothing that a judge is given tells it from an honest visit: only other evidence
 * or an inspection stops it, so it is counted apart.
 */
export const fraudStories: Record<string, { mocks: boolean; isAlike?: true; story: Story }> = {
  fromHome: { mocks: false, story: (scene) => remoteStay(scene, remotePlace(scene)) },
  nextStreet: {
    mocks: false,
    story: (scene) =>
      remoteStay(scene, away(scene.random, scene.shop, uniform(scene.random, 1.5, 4) * scene.world.thresholdM)),
  },
  driveBy: { mocks: false, story: driveBy },
  roundTheBlock: { mocks: false, story: roundTheBlock },
  oneRealPress: { mocks: false, story: oneRealPress },
  prematureEnd: { mocks: false, story: prematureEnd },
  cellOnly: { mocks: false, story: cellOnly },
  staleFix: { mocks: false, story: staleFix },
  clockShifted: { mocks: false, story: clockShifted },
  colleaguesPhone: { mocks: false, story: colleaguesPhone },
  twoPhones: { mocks: false, story: twoPhones },
  twoShopsAtOnce: { mocks: false, story: twoShopsAtOnce },
  collusion: { mocks: false, story: collusion },
  mockDeclared: { mocks: true, story: mockDeclared },
  mockFixedAccuracy: { mocks: true, story: (scene) => mockFixedAccuracy(scene, 0) },
  mockSteady: {
    mocks: true,
    isAlike: true,
    story: (scene) => mockFixedAccuracy(scene, uniform(scene.random, 0.5, 2)),
  },
  mockBetweenTracks: { mocks: true, story: mockBetweenTracks },
  replayOfYesterday: { mocks: true, story: (scene) => replay(scene, 0) },
  replayWithJitter: { mocks: true, story: (scene) => replay(scene, uniform(scene.random, 0.5, 2)) },
};

function remoteStay(scene: Scene, place: LngLat): ReturnType<Story> {
  return { ...pressBoth(scene, place, place), track: trackAround(scene, place) };
}

/** Past the shop at town speed: both presses from the car, or the second one further on when the time is up. */
function driveBy(scene: Scene): ReturnType<Story> {
  const { random, shop, world } = scene;
  const speedMps = uniform(random, 7, 14);
  const ahead = away(random, shop, speedMps * 1200);
  const onTheRoad = (atMs: number) =>
    offsetAlong(shop, ahead, (speedMps * (atMs - scene.fromMs)) / 1000, speedMps * 1200);
  if (chance(random, 0.5)) scene = { ...scene, untilMs: scene.fromMs + 1000 * uniform(random, 4, 15), endLateS: 2 };
  const brisk = { ...scene, world: { ...world, trackEveryS: 5 } };
  const track = chance(random, 0.5) ? trackOf(brisk, scene.phone, onTheRoad) : [];
  return { ...pressBoth(scene, shop, onTheRoad(scene.untilMs)), track };
}

function offsetAlong(from: LngLat, to: LngLat, metres: number, lengthM: number): LngLat {
  return between(from, to, metres / lengthM);
}

/** Both presses when passing, and between them somewhere else: only the track can tell. */
function roundTheBlock(scene: Scene): ReturnType<Story> {
  const { random, shop, fromMs, untilMs, phone } = scene;
  const turning = away(random, shop, uniform(random, 400, 1500));
  const track = trackOf(scene, phone, (atMs) => {
    const share = Math.min(1, Math.max(0, (atMs - fromMs) / (untilMs - fromMs)));
    return between(shop, turning, Math.min(1, 3 * Math.min(share, 1 - share)));
  });
  return { ...pressBoth(scene, shop, shop), track };
}

/** One press on the way past, the other from home. */
function oneRealPress(scene: Scene): ReturnType<Story> {
  const home = remotePlace(scene);
  const said = chance(scene.random, 0.5)
    ? pressBoth(scene, insideShop(scene), home)
    : pressBoth(scene, home, insideShop(scene));
  return { ...said, track: trackAround(scene, home) };
}

/** In and out again: the end at once, or from the road when the time is up. */
function prematureEnd(scene: Scene): ReturnType<Story> {
  const { random, world } = scene;
  if (chance(random, 0.5)) {
    const brief = {
      ...scene,
      untilMs: scene.fromMs + uniform(random, 0.05, 0.8) * world.requiredDwellS * 1000,
      endLateS: 2,
    };
    return pressBoth(brief, insideShop(scene), insideShop(scene));
  }
  const further = remotePlace(scene, 600);
  return { ...pressBoth(scene, insideShop(scene), further), track: trackAround(scene, further) };
}

/** Satellites and WiFi switched off: the towers say "somewhere in this quarter". */
function cellOnly(scene: Scene): ReturnType<Story> {
  const { random, world, phone, fromMs, untilMs } = scene;
  const place = remotePlace(scene, 500);
  const press = (atMs: number, lateS: number): EvidencePress => ({
    ...fixOf(random, world, phone, place, atMs - 3000, 'cell'),
    pressedAt: iso(atMs),
    receivedAt: iso(atMs + lateS * 1000),
  });
  return { start: press(fromMs, scene.startLateS), end: press(untilMs, scene.endLateS) };
}

/** The positions of when he passed there, hours or a day ago. */
function staleFix(scene: Scene): ReturnType<Story> {
  const { start, end } = pressBoth(scene, insideShop(scene), insideShop(scene));
  const olderMs = 1000 * logNormal(scene.random, { median: 7200, spread: 1 }) + 120_000;
  const older = (press: EvidencePress) => ({
    ...press,
    fixAt: press.fixAt ? iso(Date.parse(press.fixAt) - olderMs) : null,
  });
  return { start: older(start), end: older(end) };
}

/** The clock set forward between the presses to make a dwell, or set to working hours for an evening visit. */
function clockShifted(scene: Scene): ReturnType<Story> {
  const { random, world, phone, shop } = scene;
  const stayS = uniform(random, 10, 60);
  if (chance(random, 0.5)) {
    const start = pressOf(random, world, phone, shop, scene.fromMs, 2);
    const ahead = { ...phone, clockS: uniform(random, 1.2, 3) * world.requiredDwellS };
    return { start, end: pressOf(random, world, ahead, shop, scene.fromMs + stayS * 1000, 2) };
  }
  const behind = { ...phone, clockS: -uniform(random, 2, 10) * 3600 };
  return {
    start: pressOf(random, world, behind, shop, scene.fromMs, 2),
    end: pressOf(random, world, behind, shop, scene.untilMs, 3),
    history: { deviceSkewMedianS: Math.round(random.normal() * 2) },
  };
}

/** Somebody else is at the shop and presses for him: on the colleague's phone, or on his, carried by the colleague for a day. */
function colleaguesPhone(scene: Scene): ReturnType<Story> {
  const own = newPhone(scene.random);
  const said = pressBoth(scene, insideShop(scene), insideShop(scene));
  if (chance(scene.random, 0.5)) return { ...said, track: sureTrackAround(scene, remotePlace(scene, 3000), own) };
  const colleague = { repId: 'colleague', deviceId: scene.phone.deviceId };
  const fixes = [20, 90].map((minutes) => ({
    ...fixOf(scene.random, scene.world, { ...scene.phone }, remotePlace(scene, 3000), scene.fromMs - minutes * 60_000),
    ...colleague,
  }));
  return { ...said, history: { fixes } };
}

/** A second phone stays in the shop; the first one is where the rep is. */
function twoPhones(scene: Scene): ReturnType<Story> {
  const first: Phone = newPhone(scene.random);
  const said = pressBoth(scene, insideShop(scene), insideShop(scene));
  if (chance(scene.random, 0.5)) return { ...said, end: { ...said.end, deviceId: first.deviceId } };
  const elsewhere = remotePlace(scene, 4000);
  return { ...said, track: trackOf(scene, first, () => elsewhere), history: {} };
}

/** Two neighbouring shops with one stay. */
function twoShopsAtOnce(scene: Scene): ReturnType<Story> {
  const said = pressBoth(scene, insideShop(scene), insideShop(scene));
  const shifted = (at: string | null | undefined, s: number) => iso(Date.parse(at!) + s * 1000);
  const other = {
    visitId: 'other',
    repId: scene.repId,
    start: { pressedAt: shifted(said.start.pressedAt, 30) },
    end: { pressedAt: shifted(said.end.pressedAt, 30) },
  };
  return { ...said, history: { visits: [other] } };
}

/** Friends taught the system that the shop is at their tea house. The books still know where it was registered. */
function collusion(scene: Scene): ReturnType<Story> {
  const teaHouse = remotePlace(scene, 800);
  const registered = { lng: scene.retailer.lng, lat: scene.retailer.lat, coordinate: 'imported' as const };
  Object.assign(scene.retailer, scattered(scene.random, teaHouse, 5), {
    coordinate: 'confirmed',
    sigmaM: scene.world.sigmaM.confirmed,
  });
  if (Math.hypot(registered.lng - teaHouse.lng, registered.lat - teaHouse.lat) * 100_000 < 120)
    Object.assign(registered, scene.shop);
  return {
    ...pressBoth(scene, teaHouse, teaHouse),
    track: trackAround(scene, teaHouse),
    history: { coordinateHistory: [registered] },
  };
}

function mockDeclared(scene: Scene): ReturnType<Story> {
  const { start, end } = pressBoth(scene, insideShop(scene), insideShop(scene));
  return { start: { ...start, mock: true }, end: { ...end, mock: true } };
}

/** An app that types the shop's position, with an accuracy that never changes; with a metre of made-up noise it is like a phone at rest. */
function mockFixedAccuracy(scene: Scene, noiseM: number): ReturnType<Story> {
  const { random, phone } = scene;
  const target = chance(random, 0.5) ? scene.retailer : scattered(random, scene.retailer, 8);
  const accuracyM = [1, 3, 5, 10, 20][random.int(5)]!;
  const press = (atMs: number, lateS: number): EvidencePress => ({
    ...scattered(random, target, noiseM),
    accuracyM,
    accuracyLevel: 0.68,
    source: 'gnss',
    mock: false,
    deviceId: phone.deviceId,
    fixAt: iso(atMs),
    pressedAt: iso(atMs),
    receivedAt: iso(atMs + lateS * 1000),
  });
  return { start: press(scene.fromMs, scene.startLateS), end: press(scene.untilMs, scene.endLateS) };
}

/** A good imitation of a receiver's noise, switched on for the presses only: the track jumps. */
function mockBetweenTracks(scene: Scene): ReturnType<Story> {
  const home = remotePlace(scene, 6000);
  return { ...pressBoth(scene, insideShop(scene), insideShop(scene)), track: trackOf(scene, scene.phone, () => home) };
}

/** Yesterday's honest visit again, with new times; with jitter, where somebody thought of it. The history knows yesterday. */
function replay(scene: Scene, jitterM: number): ReturnType<Story> {
  const { random } = scene;
  const dayMs = 86_400_000 * (1 + random.int(3));
  const yesterday = pressBoth(
    { ...scene, fromMs: scene.fromMs - dayMs, untilMs: scene.untilMs - dayMs },
    insideShop(scene),
    insideShop(scene),
  );
  const again = (press: EvidencePress): EvidencePress => {
    const moved: EvidenceFix =
      typeof press.lng === 'number' && typeof press.lat === 'number'
        ? {
            ...press,
            ...(jitterM > 0
              ? offset({ lng: press.lng, lat: press.lat }, jitterM * random.normal(), jitterM * random.normal())
              : {}),
            fixAt: iso(Date.parse(press.fixAt!) + dayMs),
          }
        : press;
    return {
      ...moved,
      pressedAt: iso(Date.parse(press.pressedAt!) + dayMs),
      receivedAt: iso(Date.parse(press.receivedAt!) + dayMs),
    };
  };
  return {
    start: again(yesterday.start),
    end: again(yesterday.end),
    history: { visits: [{ visitId: 'yesterday', repId: scene.repId, ...yesterday }] },
  };
}
