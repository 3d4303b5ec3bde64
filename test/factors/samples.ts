import { randomUUID } from 'node:crypto';
import { factorContracts } from '../../shared/factors.ts';
import { samplesOf } from '../api/sample.ts';

const credential = { id: 'a', rawId: 'a', type: 'public-key' as const };

export function samples() {
  return samplesOf(factorContracts, {
    readMyFactors: { as: 'rep.east', query: {} },
    beginTotp: { as: 'rep.east', body: { password: 'wrong password' } },
    confirmTotp: { as: 'rep.east', body: { code: '000000' } },
    removeTotp: { as: 'rep.east', body: { password: 'wrong password' } },
    beginPasskey: { as: 'rep.east', body: { password: 'wrong password' } },
    addPasskey: {
      as: 'rep.east',
      body: {
        token: 'x',
        label: 'key',
        credential: { ...credential, response: { clientDataJSON: 'e30', attestationObject: 'oA' } },
      },
    },
    removePasskey: {
      as: 'rep.east',
      params: { passkeyId: randomUUID() },
      body: { password: 'wrong password' },
    },
    renewRecoveryCodes: { as: 'rep.east', body: { password: 'wrong password' } },
    passkeyChallenge: { as: null },
    signInByPasskey: {
      as: null,
      body: {
        token: 'x',
        credential: { ...credential, response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' } },
      },
    },
    resetFactors: { as: 'admin', params: { personId: randomUUID() } },
  });
}
