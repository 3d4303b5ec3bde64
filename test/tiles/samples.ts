import { tileContracts } from '../../shared/tiles.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(tileContracts, {
    readTile: { as: 'rep.east', params: { version: 'abc', z: '3', x: '1', y: '2' }, query: {} },
  });
