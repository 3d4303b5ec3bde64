import type { Fix, Lateness } from '../../../../shared/optimize.ts';
import type { DayExplanation, DayFix } from './problem.ts';

/** What is late and what would mend it, with stops by their ids. */
export function latenessOf({ stop, lateS, fixes }: DayExplanation, id: (stop: number) => string): Lateness {
  const isStop = typeof stop === 'number';
  return {
    what: isStop ? 'stop' : stop,
    stop: isStop ? id(stop) : null,
    lateS,
    fixes: fixes.map((fix) => fixOf(fix, id)),
  };
}

function fixOf(fix: DayFix, id: (stop: number) => string): Fix {
  return 'stop' in fix ? { ...fix, stop: id(fix.stop) } : fix;
}
