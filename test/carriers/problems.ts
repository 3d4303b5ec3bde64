import type { carrierProblems } from '../../shared/problems/carriers.ts';
import { ask, type Provocation, type Provocations } from '../problems/provoke.ts';

const agree =
  (number: string): Provocation =>
  (server) =>
    ask(server, 'rep.east', 'put', '/me/carrier', { number });

export const provocations: Provocations<typeof carrierProblems> = {
  NUMBER_UNREADABLE: agree('12'),
  NO_CARRIER_FOR_NUMBER: agree('13312345678'),
};
