import { describe, expect, it } from 'vitest';
import { CalendarError } from '../../server/calendar/calendarError.ts';
import { readRequest } from '../../server/calendar/rep/check.ts';

const day = { day: '2027-03-01' };
const retailer = { code: 'R1', position: { lng: 113, lat: 34 }, frequency: 4, minutes: 10 };
const good = { days: [day], retailers: [retailer] };

function said(request: unknown, language: 'en' | 'zh' = 'en'): string {
  try {
    readRequest(typeof request === 'string' ? request : JSON.stringify(request));
  } catch (error) {
    return (error as CalendarError).said[language];
  }
  return '';
}

describe("a rep's file", () => {
  it('is read with its defaults', () => {
    expect(readRequest(JSON.stringify(good))).toMatchObject({
      days: [{ from: '08:30', to: '17:30', share: 1 }],
      base: null,
      retailers: [{ style: 'weekday', windows: [], pins: [] }],
      settings: { tolerance: 0.05, spacingTolerance: 0.2, changeMinutes: null },
    });
  });

  it.each<[unknown, string]>([
    ['{', 'This is no JSON'],
    [{ ...good, retailers: [{ ...retailer, frequency: 'NaN' }] }, 'frequency must be a number'],
    [{ ...good, retailers: [{ ...retailer, frequency: -1 }] }, 'frequency must be at least 0'],
    [{ ...good, retailers: [] }, 'retailers must hold at least 1 entry'],
    [{ ...good, days: [] }, 'must hold at least 1 entry'],
    [{ ...good, days: [day, day] }, 'days are listed once each, in order'],
    [{ ...good, days: [{ ...day, from: '18:00', to: '08:00' }] }, 'Days 1'],
    [{ ...good, days: [day, { day: '2028-04-01' }] }, 'at most 366 days'],
    [{ ...good, absences: [{ from: '2027-03-01', to: '2027-03-01' }] }, 'there is no working day left'],
    [
      {
        ...good,
        days: [day, { day: '2027-03-05' }],
        absences: [
          { from: '2027-03-01', to: '2027-03-02' },
          { from: '2027-03-02', to: '2027-03-03' },
        ],
      },
      'the absences from 2027-03-01 and from 2027-03-02 overlap',
    ],
    [{ ...good, retailers: [retailer, retailer] }, "'R1' is the code of another retailer too"],
    [{ ...good, retailers: [{ ...retailer, pins: ['2027-03-01', '2027-03-01'] }] }, 'two pins are on 2027-03-01'],
    [{ ...good, retailers: [{ ...retailer, lastVisit: '2027-03-01' }] }, 'must be before the first day'],
    [{ ...good, travel: { minutes: [[0, 1]], km: [[0]] } }, 'must have 1 row'],
  ])('%#: says what is wrong', (request, sentence) => {
    expect(said(request)).toContain(sentence);
  });

  it('says everything at once, in Chinese too', () => {
    const lines = said({ ...good, retailers: [retailer, { ...retailer, lastVisit: '2027-03-09' }] }, 'zh').split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.join()).toMatch(/编号“R1”与另一零售户重复.*应早于日历首日 2027-03-01/s);
  });
});
