import { signal } from '@preact/signals';
import type { InspectionCase } from '../../shared/inspectionCases.ts';
import { createOpened } from '../ui/opened.ts';

/** What the map shows while the screen is open: the cases of one inspection. */
export class ShownCases {
  readonly planId = signal<string | null>(null);
  readonly cases = signal<readonly InspectionCase[]>([]);

  show(planId: string, cases: readonly InspectionCase[]): void {
    this.planId.value = planId;
    this.cases.value = cases;
  }

  /** A case that was read anew is drawn as it is now. */
  keep(one: InspectionCase): void {
    const before = this.cases.peek();
    if (before.some(({ caseId, state }) => caseId === one.caseId && state !== one.state))
      this.cases.value = before.map((other) => (other.caseId === one.caseId ? one : other));
  }

  /** The case that is to be done after this one, in the order of the list. */
  nextOf(caseId: string): string | null {
    const cases = this.cases.value;
    const at = cases.findIndex((one) => one.caseId === caseId);
    const after = [...cases.slice(at + 1), ...cases.slice(0, Math.max(0, at))];
    return after.find(({ state }) => state === 'todo')?.caseId ?? null;
  }
}

export const shownCases = createOpened<ShownCases>();
