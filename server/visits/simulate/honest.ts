// Pure: honest visits, also those that look bad.
import type { EvidenceFix, JudgeInput } from '../../../shared/verdicts.ts';
import { iso, newPhone } from './phone.ts';
import { chance, scattered, uniform } from './place.ts';
import { insideShop, pressBoth, sureTrackAround, trackAround } from './scene.ts';
import type { Scene } from './scene.ts';

export type Story = (scene: Scene) => Omit<JudgeInput, 'id' | 'retailer' | 'requiredDwellS' | 'repId'>;

/** Honest kinds with their weights. */
export const honestStories: Record<string, { weight: number; story: Story }> = {
  usual: {
    weight: 84,
    story: (scene) => ({
      ...pressBoth(scene, insideShop(scene), insideShop(scene)),
      track: trackAround(scene, insideShop(scene)),
    }),
  },
  tunnel: { weight: 3, story: tunnel },
  phoneChanged: { weight: 2, story: phoneChanged },
  clockWrongAllWeek: { weight: 2, story: clockWrongAllWeek },
  lunchStop: { weight: 3, story: lunchStop },
  knownCustomer: { weight: 4, story: knownCustomer },
  hurried: { weight: 1, story: hurried },
  endForgotten: {
    weight: 1,
    story: (scene) => ({ ...pressBoth(scene, insideShop(scene), insideShop(scene)), end: null }),
  },
};

/** No fix for minutes before the visit, then kilometres further. */
function tunnel(scene: Scene): ReturnType<Story> {
  const track = sureTrackAround(scene, insideShop(scene));
  const fromMs = scene.fromMs - 400_000;
  return {
    ...pressBoth(scene, insideShop(scene), insideShop(scene)),
    track: track.filter((fix) => !isWithin(fix, fromMs, scene.fromMs - 60_000)),
  };
}

/** The old phone's track up to half an hour before, the new one's from then on. */
function phoneChanged(scene: Scene): ReturnType<Story> {
  const old = newPhone(scene.random);
  const changedMs = scene.fromMs - 120_000;
  const place = insideShop(scene);
  const track = sureTrackAround(scene, place).map((fix) =>
    Date.parse(fix.fixAt!) < changedMs ? { ...fix, deviceId: old.deviceId } : fix,
  );
  return { ...pressBoth(scene, place, insideShop(scene)), track };
}

/** The phone's clock is off by minutes to hours; three times in four the server has learned by how much. */
function clockWrongAllWeek(scene: Scene): ReturnType<Story> {
  scene.phone.clockS = uniform(scene.random, 150, 9000) * (chance(scene.random, 0.5) ? 1 : -1);
  const said = pressBoth(scene, insideShop(scene), insideShop(scene));
  return chance(scene.random, 0.75)
    ? { ...said, history: { deviceSkewMedianS: Math.round(scene.phone.clockS) } }
    : said;
}

/** Before the visit the phone lies on a table and repeats one fix. */
function lunchStop(scene: Scene): ReturnType<Story> {
  const place = insideShop(scene);
  const track = sureTrackAround(scene, place);
  const table = track[0];
  const frozen = track.map((fix) =>
    table && isWithin(fix, 0, scene.fromMs - 300_000) ? { ...table, fixAt: fix.fixAt } : fix,
  );
  return { ...pressBoth(scene, place, insideShop(scene)), track: frozen };
}

/** The rep's earlier visits to the same shop are known. */
function knownCustomer(scene: Scene): ReturnType<Story> {
  const visits = [7, 14, 28].map((days) => {
    const then = { ...scene, fromMs: scene.fromMs - days * 86_400_000, untilMs: scene.untilMs - days * 86_400_000 };
    return { visitId: `before-${days}`, repId: scene.repId, ...pressBoth(then, insideShop(scene), insideShop(scene)) };
  });
  return {
    ...pressBoth(scene, insideShop(scene), insideShop(scene)),
    track: trackAround(scene, insideShop(scene)),
    history: { visits },
  };
}

/** Real, and shorter than the rule asks. */
function hurried(scene: Scene): ReturnType<Story> {
  const brief = {
    ...scene,
    untilMs: scene.fromMs + uniform(scene.random, 0.3, 0.95) * scene.world.requiredDwellS * 1000,
  };
  return pressBoth(brief, insideShop(scene), scattered(scene.random, scene.shop, 5));
}

function isWithin(fix: EvidenceFix, fromMs: number, untilMs: number): boolean {
  const at = fix.fixAt ?? iso(0);
  return at >= iso(fromMs) && at <= iso(untilMs);
}
