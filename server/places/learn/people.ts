// Pure: whether what was learned of a shop's place is to be proposed. People are compared with each other, and a long move needs
// somebody who gains nothing by it: a rep who fakes every own visit teaches a tea house as well as a shop.
import { distanceM, type LngLat } from '../../../shared/geo.ts';
import { learnPlace, type LearnedPlace, type Witness } from './place.ts';

export interface PersonsWitness extends Witness {
  personId: string;
  /** A rep gains by a shop that comes nearer; a supervisor and an inspector do not. */
  isAnchor: boolean;
  /** The visit's day, in the unit's time zone. */
  day: string;
}

/** The place that stands in the books: `registered` first, `stored` now; moves count from the first, so that small ones do not add up. */
export interface BookedPlace {
  registered: LngLat;
  stored: LngLat;
  thresholdM: number;
}

/** `onePlace`: it would be proposed, but for other shops that are taught at the very same place. */
export type Finding =
  | { is: 'proposed'; place: LearnedPlace; movedM: number; mayBeInBulk: boolean }
  | { is: 'disagreement'; people: [string, string]; apartM: number }
  | { is: 'tooFew' | 'unclear' | 'fits' | 'onePersonOnly' | 'noAnchor' | 'onePlace' };

/** The newest of them: a shop that has moved is believed in half a year. */
const MOST_WITNESSES = 24;
const LEAST_WITNESSES = 3;
/** So many visits are enough to accept a place with others, unseen each. */
export const BULK_WITNESSES = 8;
/** Days of one person that make up for a second one, where the move is short. */
const DAYS_ALONE = 8;
const SIGMA_MOST_M = 15;
/** A shorter move changes nothing that a verdict could see. */
const MOVE_LEAST_M = 30;
const AGREE_M = 50;
const SIGMAS = 3;

/** What is to be done with one shop. */
export function findPlace(booked: BookedPlace, all: readonly PersonsWitness[]): Finding {
  const witnesses = [...all].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)).slice(0, MOST_WITNESSES);
  const people = peopleOf(witnesses);
  const apart = furthestApart(people);
  if (apart !== null) return apart;
  if (witnesses.length < LEAST_WITNESSES) return { is: 'tooFew' };
  const place = learnPlace(witnesses)!;
  if (place.sigmaM > SIGMA_MOST_M) return { is: 'unclear' };
  if (distanceM(place.at, booked.stored) <= Math.max(MOVE_LEAST_M, SIGMAS * place.sigmaM)) return { is: 'fits' };
  const movedM = distanceM(place.at, booked.registered);
  const isLong = movedM > booked.thresholdM / 2;
  const days = new Set(witnesses.map(({ day }) => day)).size;
  if (people.length < 2 && (isLong || days < DAYS_ALONE)) return { is: 'onePersonOnly' };
  if (isLong && !people.some((one) => one.isAnchor && distanceM(one.place.at, place.at) <= AGREE_M))
    return { is: 'noAnchor' };
  return { is: 'proposed', place, movedM, mayBeInBulk: witnesses.length >= BULK_WITNESSES };
}

interface Person {
  personId: string;
  isAnchor: boolean;
  place: LearnedPlace;
}

/** Each person's own place. */
function peopleOf(witnesses: readonly PersonsWitness[]): Person[] {
  const byPerson = new Map<string, PersonsWitness[]>();
  for (const witness of witnesses) byPerson.set(witness.personId, [...(byPerson.get(witness.personId) ?? []), witness]);
  return [...byPerson].map(([personId, own]) => ({
    personId,
    isAnchor: own.some(({ isAnchor }) => isAnchor),
    place: learnPlace(own)!,
  }));
}

/** The two people who are furthest apart for what each of them can be wrong; null where all agree. */
function furthestApart(people: readonly Person[]): Finding | null {
  let worst: Extract<Finding, { is: 'disagreement' }> | null = null;
  people.forEach((one, i) => {
    for (const other of people.slice(i + 1)) {
      const apartM = distanceM(one.place.at, other.place.at);
      const mayBeM = Math.max(AGREE_M, SIGMAS * Math.hypot(one.place.sigmaM, other.place.sigmaM));
      if (apartM > mayBeM && apartM > (worst?.apartM ?? 0))
        worst = { is: 'disagreement', people: [one.personId, other.personId], apartM };
    }
  });
  return worst;
}
