import { describe, expect, it } from 'vitest';
import { readTrack } from './trackFiles.ts';

const HEAD = [
  'Geolife trajectory',
  'WGS 84',
  'Altitude is in Feet',
  'Reserved 3',
  '0,2,255,My Track,0,0,2,8421376',
  '0',
];
/** Lines of our own in GeoLife's published format. */
const ROWS = [
  '39.906631,116.385564,0,492,40097.5864583333,2009-10-11,14:04:30',
  '39.906554,116.385625,0,492,40097.5865162037,2009-10-11,14:04:35',
  '39.906554,116.385625,0,-777,40097.5865162037,2009-10-11,14:04:40',
];
const plt = (rows: readonly string[], end = '\r\n') => [...HEAD, ...rows].join(end) + end;

describe('a track of GeoLife', () => {
  it('is read with its latitude first and its times in GMT, with either line end', () => {
    const fixes = readTrack('20091011140430.plt', plt(ROWS));
    expect(fixes[0]).toEqual({ lng: 116.385564, lat: 39.906631, atMs: Date.UTC(2009, 9, 11, 14, 4, 30) });
    expect(fixes.map((fix) => (fix.atMs - fixes[0]!.atMs) / 1000)).toEqual([0, 5, 10]);
    expect(readTrack('a.plt', plt(ROWS, '\n'))).toEqual(fixes);
  });

  it('comes in the order of its times, whatever the order of its lines', () => {
    expect(readTrack('a.plt', plt([...ROWS].reverse()))).toEqual(
      readTrack('a.plt', plt(ROWS)).toSorted((a, b) => a.atMs - b.atMs),
    );
  });

  it('leaves out lines that are cut short, have no number, or are not on Earth, and reads the rest', () => {
    const bad = [
      '39.9,116.3',
      '',
      ',116.385564,0,492,40097.58,2009-10-11,14:04:31',
      '399.906631,116.385564,0,492,40097.58,2009-10-11,14:04:32',
      '39.9,116.3,0,492,40097.58,2009-13-45,14:04:33',
      'north,east,0,0,0,2009-10-11,14:04:34',
    ];
    expect(readTrack('a.plt', plt([...bad, ...ROWS]))).toEqual(readTrack('a.plt', plt(ROWS)));
    expect(readTrack('a.plt', HEAD.join('\n'))).toEqual([]);
    expect(readTrack('a.plt', '')).toEqual([]);
  });

  it('is one of three formats, which are told apart by the name', () => {
    expect(
      readTrack(
        'a.gpx',
        '<gpx><trk><trkseg><trkpt lat="39.9" lon="116.3"><ele>4</ele><time>2009-10-11T14:04:30Z</time></trkpt><trkpt lat="1" lon="2"/></trkseg></trk></gpx>',
      ),
    ).toEqual([{ lng: 116.3, lat: 39.9, atMs: Date.UTC(2009, 9, 11, 14, 4, 30) }]);
    expect(
      readTrack('a.json', JSON.stringify([{ point: 'POINT(11.5 48.1)', time: '2014-09-10 07:13:22+0200' }])),
    ).toEqual([{ lng: 11.5, lat: 48.1, atMs: Date.UTC(2014, 8, 10, 5, 13, 22) }]);
    expect(readTrack('a.txt', plt(ROWS))).toEqual([]);
  });
});
