import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CarrierFailure } from '../../shared/carriers.ts';
import { fromWgs84 } from '../../shared/frames.ts';
import type { Carrier } from '../../server/carriers/configuration.ts';
import { readAnswer, type Answer } from '../../server/carriers/readAnswer.ts';
import {
  camara,
  camaraAnswer,
  json,
  mlp,
  mlpAnswer,
  mlpCircle,
  mlpPosition,
  question,
  soap,
  soapAnswer,
  soapResult,
} from './carriers.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
function answer(body: string | Uint8Array, { status = 200, contentType = null as string | null } = {}): Answer {
  return { status, contentType, bytes: typeof body === 'string' ? utf8(body) : body };
}
const read = (carrier: Carrier, body: string | Uint8Array, more?: { status?: number; contentType?: string }) =>
  readAnswer(carrier, answer(body, more), question);
/** In three words: what the tables below compare. */
function said(carrier: Carrier, body: string | Uint8Array, more?: { status?: number; contentType?: string }): string {
  const reading = read(carrier, body, more);
  return 'failure' in reading
    ? reading.failure
    : `${reading.uncertaintyM === null ? '?' : Math.round(reading.uncertaintyM)} m`;
}
const jsonAnswer = (more: object = {}): string =>
  JSON.stringify({
    ErrCode: 0,
    type: '0',
    location: { longitude: '120.6547', latitude: '28.0162', accuracy: '1000', time: 1778032812 },
    ...more,
  });
/** `北京` in GBK, which no UTF-8 reader takes. */
const gbk = (text: string): Uint8Array =>
  new Uint8Array(text.split('北京').flatMap((part, i) => [...(i > 0 ? [0xb1, 0xb1, 0xbe, 0xa9] : []), ...utf8(part)]));

describe('an answer with a position', () => {
  it("is read from XML inside of SOAP, its frame and its zone being the carrier's", () => {
    const fix = read(soap(), soapResult());
    expect(fix).toMatchObject({ uncertaintyM: 800, level: null, at: '2026-05-06T02:00:12.000Z', frame: 'gcj02' });
    const back = 'position' in fix ? fromWgs84(fix.position, 'gcj02') : null;
    expect(back?.lng).toBeCloseTo(120.6547, 5);
    expect(back?.lat).toBeCloseTo(28.0162, 5);
  });

  it('is read from attributes, from JSON with numbers as text, and in the frame that the answer names', () => {
    const paths = {
      lng: 'location/@lon',
      lat: 'location/@lat',
      accuracyM: 'location/@range',
      at: 'location/@time',
      code: 'location/@err',
    };
    const byAttributes = json({ answer: { ...paths, atForm: 'yyyy-MM-dd HH:mm:ss', atZone: '+08:00' } });
    const attributes = '<location err="0" time="2026-05-06 10:00:12" range="3000" lon="120.6547" lat="28.0162"/>';
    expect(read(byAttributes, attributes)).toMatchObject({ uncertaintyM: 3000, at: '2026-05-06T02:00:12.000Z' });
    expect(read(json(), jsonAnswer())).toMatchObject({
      position: { lng: 120.6547, lat: 28.0162 },
      uncertaintyM: 1000,
      frame: 'wgs84',
    });
    expect(read(json(), jsonAnswer({ type: '2' }))).toMatchObject({ frame: 'bd09' });
    expect(said(json(), jsonAnswer({ type: 'constructor' }))).toBe('UNREADABLE');
  });

  it('is read from every shape of MLP, X being the latitude in degrees, minutes and seconds', () => {
    const circle = read(mlp(), mlpAnswer(mlpPosition(mlpCircle(), { conf: '<lev_conf>100</lev_conf>' })));
    expect(circle).toMatchObject({ uncertaintyM: 592, level: 0.99, at: '2026-05-06T02:00:12.000Z' });
    expect('position' in circle && circle.position.lat).toBeCloseTo(28.016197, 5);
    expect('position' in circle && circle.position.lng).toBeCloseTo(120.6547, 5);
    const coord = '<coord><X>28.0162</X><Y>120.6547</Y></coord>';
    const shapes = {
      [`<CircularArea>${coord}<EllipticalArea><semiMajor>700</semiMajor><semiMinor>90</semiMinor></EllipticalArea></CircularArea>`]:
        '700 m',
      [`<CircularArcArea>${coord}<inRadius>550</inRadius><outRadius>1100</outRadius><startAngle>0</startAngle><stopAngle>120</stopAngle></CircularArcArea>`]:
        '1100 m',
      [`<Point>${coord}</Point>`]: '? m',
      '<Polygon><outerBoundaryIs><LinearRing><coord><X>28.01</X><Y>120.65</Y></coord><coord><X>28.01</X><Y>120.66</Y></coord><coord><X>28.02</X><Y>120.655</Y></coord></LinearRing></outerBoundaryIs></Polygon>':
        '742 m',
      [mlpCircle('28 00 58.308N', '120 39 16.92E', 'NaN')]: '? m',
      [mlpCircle('099 12 15.019W', '30 16 28.308N')]: '592 m', // a letter says which is which
    };
    for (const [shape, expected] of Object.entries(shapes))
      expect(said(mlp(), mlpAnswer(mlpPosition(shape)))).toBe(expected);
  });

  it("is the asked number's among several of MLP", () => {
    const other = mlpPosition(mlpCircle('10 0 0N', '20 0 0E'), { msid: '8613900000000' });
    const lost = '<pos><msid>8613900000001</msid><poserr><result resid="5">ABSENT SUBSCRIBER</result></poserr></pos>';
    expect(said(mlp(), mlpAnswer(other + lost + mlpPosition(mlpCircle())))).toBe('592 m');
    expect(said(mlp(), mlpAnswer(other + lost))).toBe('OTHER_NUMBER');
  });

  it("is a circle or a polygon of CAMARA's", () => {
    expect(read(camara(), camaraAnswer())).toMatchObject({
      uncertaintyM: 1000,
      level: null,
      at: '2026-05-06T02:00:10.000Z',
    });
    const boundary = [
      { latitude: 28.01, longitude: 120.65 },
      { latitude: 28.01, longitude: 120.66 },
      { latitude: 28.02, longitude: 120.655 },
    ];
    expect(said(camara(), camaraAnswer({ area: { areaType: 'POLYGON', boundary } }))).toBe('742 m');
  });

  it('has no time where nobody says its zone, and none that has not come', () => {
    expect(read(mlp(), mlpAnswer(mlpPosition(mlpCircle(), { time: '<time>20260506100012</time>' })))).toMatchObject({
      at: null,
    });
    const zoned = mlp({ atZone: 'Asia/Shanghai' });
    expect(read(zoned, mlpAnswer(mlpPosition(mlpCircle(), { time: '<time>20260506100012</time>' })))).toMatchObject({
      at: '2026-05-06T02:00:12.000Z',
    });
    expect(read(camara(), camaraAnswer({ lastLocationTime: '2030-01-01T00:00:00Z' }))).toMatchObject({ at: null });
    expect(read(camara(), camaraAnswer({ lastLocationTime: '2026-02-30T00:00:00Z' }))).toMatchObject({ at: null });
  });

  it('is read in GBK, whether it says so or not', () => {
    const parts = '<lon>120.6547</lon><lat>28.0162</lat><addr>北京</addr>';
    const plain = soapResult(parts);
    for (const body of [gbk(plain.replace('UTF-8', 'GBK')), gbk(plain.replace(' encoding="UTF-8"', '')), gbk(plain)])
      expect(read(soap(), body)).toMatchObject({ address: '北京' });
    expect(read(soap(), gbk(plain), { contentType: 'text/xml; charset=gb2312' })).toMatchObject({ address: '北京' });
    const inUtf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...plain].map((sign) => sign.charCodeAt(0))).buffer),
    ]);
    expect(read(soap(), inUtf16)).toMatchObject({ address: '北京' });
  });
});

describe('any other answer', () => {
  const fault = (code: string): string =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>${code}</faultcode></s:Fault></s:Body></s:Envelope>`;
  const poserr = (id: string): string =>
    mlpAnswer(
      `<pos><msid>8613312345678</msid><poserr><result resid="${id}">RESULT</result><time>20260506</time></poserr></pos>`,
    );
  const entities =
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><result><lon>&b;</lon></result>';
  const outside =
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><result><code>0</code><addr>&x;</addr></result>';
  const camaraError = (code: string, status: number): string => JSON.stringify({ status, code, message: 'told' });

  it.each<[name: string, carrier: Carrier, body: string | Uint8Array, expected: CarrierFailure, status?: number]>([
    [
      'another number in SOAP',
      soap(),
      soapResult('<mobile>13312345679</mobile><lon>120</lon><lat>28</lat>'),
      'OTHER_NUMBER',
    ],
    ['another number in CAMARA', camara(), camaraAnswer({ device: { phoneNumber: '+8613399999999' } }), 'OTHER_NUMBER'],
    ['a code that the operator knows', soap(), soapResult('', '5'), 'NOT_AUTHORISED'],
    ['a code that nobody knows', soap(), soapResult('', 'toString'), 'REFUSED'],
    ['a fault of the caller', soap(), fault('s:Client'), 'REFUSED', 500],
    ['a fault of the service', soap(), fault('s:Server'), 'BROKE', 500],
    ['an address and no position', soap(), soapResult('<addr>somewhere</addr>'), 'NO_POSITION'],
    ['null island', soap(), soapResult('<lon>0</lon><lat>0.0</lat>'), 'NO_POSITION'],
    ['a latitude of 95', soap(), soapResult('<lon>120</lon><lat>95</lat>'), 'OUT_OF_RANGE'],
    ['a longitude of 1e999', json(), jsonAnswer().replace('120.6547', '1e999'), 'UNREADABLE'],
    ['a time of yesterday', soap(), soapResult('<lon>120</lon><lat>28</lat><time>20260505100012</time>'), 'TOO_OLD'],
    ['inner text that is no XML', soap(), soapAnswer('<result><code>0</code>'), 'UNREADABLE'],
    ['entities that grow', json(), entities, 'UNREADABLE'],
    ['an entity of a file inside of SOAP', soap(), soapAnswer(outside), 'UNREADABLE'],
    ['20,000 elements inside of each other', json(), '<a>'.repeat(20_000), 'UNREADABLE'],
    ['a truncated one', soap(), soapResult().slice(0, -40), 'UNREADABLE'],
    ['two roots', json(), '<a/><b/>', 'UNREADABLE'],
    ['an HTML page', json(), '<!DOCTYPE html><html><body>Sign in<br></body></html>', 'UNREADABLE'],
    ['nothing', json(), '', 'UNREADABLE'],
    ['JSON 60,000 deep', json(), '['.repeat(60_000), 'UNREADABLE'],
    ['100,000 bytes', json(), ' '.repeat(100_000), 'TOO_LARGE'],
    ['bytes that are no text', json(), new Uint8Array([0x7b, 0xff, 0xff, 0x80]), 'UNREADABLE'],
    ['a redirect', json(), '', 'REDIRECTED', 302],
    ['a page of a broken proxy', json(), '<html>', 'BROKE', 502],
    ['an absent phone', mlp(), poserr('5'), 'ABSENT'],
    ['a failed measurement', mlp(), poserr('6'), 'NO_POSITION'],
    ['a quality that cannot be had', mlp(), poserr('10'), 'NO_POSITION'],
    [
      'an account that may not',
      mlp(),
      mlpAnswer('<result resid="3">UNAUTHORIZED APPLICATION</result>'),
      'NOT_AUTHORISED',
    ],
    ['a format error', mlp(), mlpAnswer('<result resid="105">FORMAT ERROR</result>'), 'REFUSED'],
    ['no consent', camara(), camaraError('PERMISSION_DENIED', 403), 'NOT_AUTHORISED', 403],
    [
      'an area that is too small',
      camara(),
      camaraError('LOCATION_RETRIEVAL.UNABLE_TO_FULFILL_MAX_SURFACE', 422),
      'AREA_TOO_SMALL',
      422,
    ],
    [
      'a place that is not known',
      camara(),
      camaraError('LOCATION_RETRIEVAL.UNABLE_TO_LOCATE', 422),
      'NO_POSITION',
      422,
    ],
    ['the same in earlier versions', camara(), JSON.stringify({ locationStatus: 'UNKNOWN' }), 'NO_POSITION'],
    [
      'a last position that is old',
      camara(),
      camaraError('LOCATION_RETRIEVAL.UNABLE_TO_FULFILL_MAX_AGE', 422),
      'TOO_OLD',
      422,
    ],
    ['too many questions', camara(), camaraError('TOO_MANY_REQUESTS', 429), 'OVER_QUOTA', 429],
    ['an age out of range', camara(), camaraError('OUT_OF_RANGE', 400), 'OUT_OF_RANGE', 400],
  ])('%s is a failure of the list', (_, carrier, body, expected, status = 200) => {
    expect(said(carrier, body, { status })).toBe(expected);
  });

  it('is a failure of the list whatever the bytes are, and never an error', () => {
    const recorded = [soapResult(), jsonAnswer(), mlpAnswer(mlpPosition(mlpCircle())), camaraAnswer(), poserr('5')].map(
      utf8,
    );
    /** A recorded answer with a piece of another one, or of chance, in its place. */
    const spoiled = fc
      .tuple(
        fc.constantFrom(...recorded),
        fc.nat(),
        fc.nat(400),
        fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...recorded)),
      )
      .map(([bytes, at, length, piece]) => {
        const from = at % (bytes.length + 1);
        return new Uint8Array([...bytes.subarray(0, from), ...piece, ...bytes.subarray(from + length)]);
      });
    fc.assert(
      fc.property(
        fc.constantFrom<Carrier>(soap(), json(), mlp(), camara()),
        fc.oneof(spoiled, fc.uint8Array(), fc.json().map(utf8), fc.string({ unit: 'grapheme' }).map(utf8)),
        fc.constantFrom(200, 302, 400, 404, 422, 500),
        fc.constantFrom(null, 'text/xml; charset=gbk', 'charset=nonsense'),
        (carrier, bytes, status, contentType) => {
          const reading = readAnswer(carrier, { status, contentType, bytes }, question);
          if ('failure' in reading) return CarrierFailure.safeParse(reading.failure).success;
          const { position, uncertaintyM } = reading;
          return (
            Math.abs(position.lng) <= 181 && Math.abs(position.lat) <= 91 && (uncertaintyM === null || uncertaintyM > 0)
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
