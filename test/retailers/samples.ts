import { randomUUID } from 'node:crypto';
import { importContracts } from '../../shared/imports.ts';
import { placeContracts } from '../../shared/places.ts';
import { retailerLifeContracts } from '../../shared/retailerLife.ts';
import { retailerContracts } from '../../shared/retailers.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export const samples = ({ unitId, retailerId }: Known) =>
  samplesOf(
    { ...importContracts, ...placeContracts, ...retailerContracts, ...retailerLifeContracts },
    {
      listRetailers: {
        as: 'admin',
        query: {
          q: 'a',
          unitId,
          limit: '10',
          count: 'all',
          grade: 'A',
          trust: 'imported',
          state: 'open',
          territoryId: 'none',
          notVisitedSince: '2026-01-05',
        },
      },
      readRetailerPoints: { as: 'admin', query: { unitId } },
      readRetailerColumns: { as: 'admin', query: { unitId } },
      exportRetailers: { as: 'admin', query: { format: 'csv', frame: 'gcj02', lang: 'zh', q: 'a', unitId } },
      readRetailer: { as: 'admin', params: { retailerId }, query: {} },
      readRetailerHistory: { as: 'admin', params: { retailerId } },
      addLifeAct: {
        as: 'admin',
        params: { retailerId },
        body: { deed: 'paused', fromDay: '2031-01-05', word: 'a letter' },
      },
      changeFacts: {
        as: 'admin',
        params: { retailerId },
        body: {
          fromDay: '2026-01-05',
          grade: 'A',
          businessType: 'kiosk',
          setting: 'urban',
          visitsPerMonth: 2,
          openingHours: '08:00-20:00',
          keyHours: '09:00-11:00',
          word: 'a letter',
        },
      },
      previewImport: {
        as: 'admin',
        query: { fileName: 'a.csv', frame: 'wgs84', unitId, mapping: '{"code":"code"}' },
        body: 'code,name,lng,lat\nA,B,120,28',
      },
      startImport: {
        as: 'admin',
        query: { fileName: 'a.csv', frame: 'wgs84', unitId },
        body: 'code,name,lng,lat\nE1,East shop 1,120.65,28',
      },
      readImport: { as: 'admin', params: { importId: randomUUID() }, query: {} },
      changeCoordinates: {
        as: 'admin',
        body: {
          changes: [
            {
              retailerId,
              position: { lng: 120.65, lat: 28 },
              trust: 'confirmed',
              sigmaM: 5,
              thresholdM: 100,
              fromDay: '2026-03-02',
              reason: 'moved',
            },
          ],
        },
      },
      readPlaces: { as: 'admin', params: { retailerId }, query: { fromDay: '2026-03-02' } },
    },
  );
