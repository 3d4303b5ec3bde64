import { carrierContracts, readNumber, type CarrierState, type MyCarrier } from '../../shared/carriers.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { healthOf } from './askStore.ts';
import { carrierOf, type Carrier } from './configuration.ts';
import { consentOf, giveConsent, withdrawConsent } from './consentStore.ts';
import { restsUntil } from './health.ts';
import { countedOf, lastAnswersOf } from './stateStore.ts';

export function carrierEndpoints(db: Database, carriers: readonly Carrier[]): Endpoint[] {
  const mine = async (sql: Queryable, who: Who): Promise<MyCarrier> => ({
    ...(await consentOf(sql, who)),
    isOffered: carriers.length > 0,
  });
  return [
    endpoint(carrierContracts.readMyCarrier, ({ who }) => mine(db, who)),
    endpoint(carrierContracts.giveCarrierConsent, ({ who, body }) => {
      const number = readNumber(body.number);
      if (number === null) throw badField('body.number', 'NUMBER_UNREADABLE');
      const carrier = carrierOf(carriers, number);
      if (!carrier) throw badField('body.number', 'NO_CARRIER_FOR_NUMBER');
      return db.transaction(async (tx) => {
        await giveConsent(tx, who, number, carrier.name);
        return mine(tx, who);
      });
    }),
    endpoint(carrierContracts.withdrawCarrierConsent, ({ who }) =>
      db.transaction(async (tx) => {
        await withdrawConsent(tx, who);
        return mine(tx, who);
      }),
    ),
    endpoint(carrierContracts.listCarriers, async ({ who, now }) => {
      const states: CarrierState[] = [];
      for (const carrier of carriers) states.push(await stateOf(db, who.orgId, carrier, now));
      return { items: states };
    }),
  ];
}

async function stateOf(db: Database, orgId: number, carrier: Carrier, now: Date): Promise<CarrierState> {
  const { name, speaks, prefixes, mostADay } = carrier;
  const { last, askedToday } = await healthOf(db, name);
  const untilMs = restsUntil(last, now.getTime());
  return {
    ...{ name, speaks, prefixes, mostADay, askedToday },
    host: new URL(carrier.url).host,
    restsUntil: untilMs === null ? null : new Date(untilMs).toISOString(),
    ...(await countedOf(db, orgId, name)),
    answers: await lastAnswersOf(db, orgId, name),
  };
}
