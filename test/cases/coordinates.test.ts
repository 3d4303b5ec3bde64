import { describe, expect, it } from 'vitest';
import { fromWgs84, toWgs84 } from '../../shared/frames.ts';
import { distanceM } from '../../shared/geo.ts';
import { codesOf, imported } from './importing.ts';

const near = Array.from({ length: 9 }, (_, i) => `${i},S${i},28.0${i},120.6${i}`);
const withRow = (lat: string, lng: string) =>
  imported(`code,name,lat,lon\n${near.join('\n')}\nX,X,"${lat}","${lng}"\n`);

describe('a coordinate with a slip', () => {
  it.each([
    ['a digit too few', '28.05', '12.063'],
    ['digits exchanged', '82.05', '120.63'],
    ['another sign', '-28.05', '120.63'],
    ['a sign on both', '-28.05', '-120.63'],
    ['a point too early', '2.805', '120.63'],
  ])('is told and not stored: %s', (_, lat, lng) => {
    const read = withRow(lat, lng);
    expect(codesOf(read)).toHaveLength(9);
    expect(read.errors).toMatchObject([{ line: 11, problem: 'FAR_COORDINATE' }]);
  });

  it('is no slip where it may be meant: a shop far away is stored and told', () => {
    const read = withRow('21.3', '-157.8');
    expect(codesOf(read)).toContain('X');
    expect(read.notes).toMatchObject([{ line: 11, problem: 'FAR_COORDINATE', isStored: true }]);
  });

  it('is not looked for in a list of a whole country', () => {
    const cities = [
      '39.9,116.4',
      '31.2,121.5',
      '23.1,113.3',
      '30.6,104.1',
      '43.8,87.6',
      '45.8,126.5',
      '29.65,91.1',
      '25,102.7',
    ];
    const read = imported(`code,name,lat,lon\n${cities.map((at, i) => `${i},S${i},${at}`).join('\n')}`);
    expect(read).toMatchObject({ errors: [], notes: [] });
  });
});

describe('a number that stands for nothing', () => {
  it.each([
    ['-1', '-1'],
    ['0.0', '120.65'],
    ['28.02', '0'],
    ['1', '1'],
    ['0', '0'],
    ['-90', '-180'],
    ['99', '999'],
    ['0.000001', '0.000001'],
  ])('is not stored as a place: lat %s, lng %s', (lat, lng) => {
    const read = withRow(lat, lng);
    expect(codesOf(read)).toHaveLength(9);
    expect(read.errors).toHaveLength(1);
  });

  it('may be a place where the others are', () => {
    const read = imported('code,name,lat,lon\n1,A,0.01,109.3\n2,B,0,109.31\n3,C,-0.02,109.32\n');
    expect(codesOf(read)).toEqual(['1', '2', '3']);
  });
});

describe('degrees', () => {
  it.each([
    ['28º00´36´´', '120º39´04´´'],
    ['28d00m36s', '120d39m04s'],
    ['28-00-36', '120-39-04'],
    ['28°00′36″N', '120°39′04″E'],
    ['28˚00’36”', '120˚39’04”'],
    ['28 deg 00 min 36 sec', '120 deg 39 min 04 sec'],
    ['北緯28度00分36秒', '東經120度39分04秒'],
    ['２８°００′３６″', '１２０°３９′０４″'],
    ['۲۸٫۰۱', '۱۲۰٫۶۵۱۱۱'],
    ['28,01', '120,65111'],
  ])('%s and %s are read', (lat, lng) => {
    const { original } = withRow(lat, lng).good.at(-1)!.row;
    expect(original.lat).toBeCloseTo(28.01, 4);
    expect(original.lng).toBeCloseTo(120.65111, 4);
  });
});

describe('frames of China', () => {
  it.each([
    ['Seoul', 126.98, 37.56],
    ['Hanoi', 105.85, 21.03],
    ['Kathmandu', 85.32, 27.7],
    ['London', -0.1276, 51.5072],
    ['Ulaanbaatar', 106.9, 47.9],
    ['Vladivostok', 131.9, 43.1],
    ['Almaty', 76.9, 43.25],
    ['New York', -74, 40.7],
    ['Naha', 127.68, 26.2],
  ])('do not move %s', (_, lng, lat) => {
    for (const frame of ['gcj02', 'bd09'] as const) {
      expect(toWgs84({ lng, lat }, frame)).toEqual({ lng, lat });
      expect(fromWgs84({ lng, lat }, frame)).toEqual({ lng, lat });
    }
  });

  it.each([
    ['Wenzhou', 120.65, 28.01],
    ['Dandong', 124.35, 40.13],
    ['Heihe', 127.47, 50.25],
    ['Hekou', 103.92, 22.53],
    ['Kashgar', 75.99, 39.47],
    ['Taipei', 121.56, 25.04],
    ['Hong Kong', 114.17, 22.28],
    ['Sanya', 109.5, 18.25],
    ['Mohe', 122.5, 53],
    ['Zhoushan', 122.2, 30],
  ])('move %s', (_, lng, lat) => {
    for (const frame of ['gcj02', 'bd09'] as const)
      expect(distanceM(toWgs84({ lng, lat }, frame), { lng, lat })).toBeGreaterThan(100);
  });
});
