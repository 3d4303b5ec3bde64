import type { optimizeProblems } from '../../shared/problems/optimize.ts';
import { post, HERE, type Provocations } from '../problems/provoke.ts';

const asked = (body: object) => post('admin', '/routes/optimize', { seconds: 0.05, ...body });
const [a, b] = ['a', 'b'].map((id) => ({ id, position: HERE }));
const stops = [a, { ...b, position: { lng: 120.66, lat: 28 } }];
const rows = ['a', 'b'].map((id, index) => ({ id, index }));
const matrix = {
  durationsS: [
    [0, 60],
    [60, 0],
  ],
};
const oneWay = {
  durationsS: [
    [0, null, null],
    [60, 0, null],
    [60, 60, 0],
  ],
};
const three = ['a', 'b', 'c'].map((id, index) => ({ id, index }));

export const provocations: Provocations<typeof optimizeProblems> = {
  SOLVERS_BUSY: { unprovoked: 'every thread has to be at work', test: 'test/optimize/optimize.test.ts' },
  NOT_SOLVABLE: {
    unprovoked: 'the contract refuses before what a solver would',
    test: 'test/routes/solve/day/check.test.ts',
  },
  NO_WAY: asked({ stops: three, matrix: oneWay, start: { stopId: 'a' }, end: { stopId: 'c' } }),
  NO_SUCH_STOP: asked({ stops, start: { stopId: 'x' } }),
  STOP_ID_TWICE: asked({ stops: [a, a] }),
  ROW_NOT_IN_MATRIX: asked({ stops: [rows[0], { id: 'b', index: 7 }], matrix }),
  NEEDS_ROW: asked({ stops: [rows[0], { id: 'b' }], matrix }),
  TERMINAL_NEEDS_ROW: asked({ stops: rows, matrix, start: { position: HERE } }),
  NEEDS_MATRIX: asked({ stops: [{ id: 'a', index: 0 }] }),
  CLOSED_WITH_END: asked({ stops, closed: true, start: { stopId: 'a' }, end: { stopId: 'b' } }),
  CLOSED_NEEDS_START: asked({ stops, closed: true, dayEnd: '18:00' }),
  TOO_MANY_DAY_STOPS: asked({
    stops: Array.from({ length: 450 }, (_, i) => ({ id: `s${i}`, position: HERE })),
    dayEnd: '18:00',
  }),
  TOO_MANY_STOPS: {
    unprovoked: 'the contract refuses 20,000 stops before a solver does 200,000',
    test: 'test/routes/solve/tour/solve.test.ts',
  },
  PIN_BEYOND_END: asked({ stops: [a, { ...b, pinnedAt: 9 }] }),
  PIN_TAKEN: asked({
    stops: [
      { ...a, pinnedAt: 1 },
      { ...b, pinnedAt: 1 },
    ],
  }),
  PIN_OF_TERMINAL: asked({ stops: [{ ...a, pinnedAt: 2 }, b], start: { stopId: 'a' } }),
  PIN_ON_TERMINAL: asked({ stops: [a, { ...b, pinnedAt: 1 }], start: { stopId: 'a' } }),
  DAY_ENDS_TOO_EARLY: asked({ stops, dayStart: '12:00', dayEnd: '11:00' }),
  MATRICES_DIFFER: asked({ stops: rows, matrix: { ...matrix, distancesM: [[0]] } }),
  MATRIX_NOT_SQUARE: asked({ stops: rows, matrix: { durationsS: [[0], [60, 0]] } }),
  ROW_AND_POSITION: asked({ stops: [rows[0], { ...rows[1], position: HERE }], matrix }),
  STOP_OUT_OF_REACH: {
    unprovoked: 'a search leaves such a stop out and says so',
    test: 'test/routes/solve/day/solve.test.ts',
  },
};
