import type { Stop } from '../../../../shared/stop.ts';

/** The one place where work is counted: a unit is about one kick, so that an iteration limit means the same everywhere. */
export class Budget {
  iterations = 0;
  private readonly stop: Stop;

  constructor(stop: Stop) {
    this.stop = stop;
  }

  /** Share of the whole budget that is gone, 0 to 1 and beyond. */
  get share(): number {
    return this.stop.spent(this.iterations);
  }

  /** Counts work; answers the share. */
  spend(units: number): number {
    this.iterations += units;
    return this.share;
  }

  get isOver(): boolean {
    return this.stop.done(this.iterations);
  }
}
