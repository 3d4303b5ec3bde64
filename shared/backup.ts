import { contract } from './contract.ts';

export const makeBackup = contract({
  method: 'get',
  path: '/backup',
  summary: 'Everything, for the owner of the machine alone: what `rounds backup` asks a running server for',
  action: 'backup.make',
  shows: 'backup',
  reply: { contentType: 'application/gzip' },
  isLong: true,
});

export const backupContracts = { makeBackup };
