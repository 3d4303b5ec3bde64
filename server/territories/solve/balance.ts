import type { Plan } from './plan.ts';
import type { Terms } from './score.ts';
import type { Town } from './town.ts';

/** How far a multiplier follows its deviation at each pricing; more oscillates, less is late. */
const PRICE_STEP = 0.1;
/** Beyond a limit by less than this is the rounding of sums. */
const ROUNDING = 1e-10;

/** How much the plan is outside the limits: the sum and the worst over parts and measures, in deviations. */
export function excess(town: Town, plan: Plan): { total: number; worst: number } {
  let total = 0;
  let worst = 0;
  for (let i = 0; i < plan.load.length; i++) {
    const d = plan.load[i]! * town.scale[i]! - 1;
    const over = Math.max(d - town.high[i]!, town.low[i]! - d, 0);
    if (over < ROUNDING) continue;
    total += over;
    worst = Math.max(worst, over);
  }
  return { total, worst };
}

/**
 * Raises the price of what is persistently too much and lowers that of what is too little (subgradient step on the
 * Lagrange multipliers of the limits). Unlike a huge penalty it leaves the search free to move.
 */
export function reprice(town: Town, plan: Plan, terms: Terms): void {
  const M = town.measures;
  for (let i = 0; i < plan.load.length; i++) {
    const d = plan.load[i]! * town.scale[i]! - 1;
    const step = PRICE_STEP * terms.charge[i % M]!;
    const price = terms.price[i]!;
    if (d > terms.freeHigh[i]!) terms.price[i] = price + step * (d - terms.freeHigh[i]!);
    else if (d < terms.freeLow[i]!) terms.price[i] = price + step * (d - terms.freeLow[i]!);
    else if (price > 0) terms.price[i] = Math.max(0, price + step * (d - terms.freeHigh[i]!));
    else terms.price[i] = Math.min(0, price + step * (d - terms.freeLow[i]!));
  }
}
