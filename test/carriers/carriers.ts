import { Carrier, type CarrierOf } from '../../server/carriers/configuration.ts';
import type { Question } from '../../server/carriers/reading.ts';

/** When the questions of the tests are asked. */
export const ASKED_AT = '2026-05-06T02:00:30.000Z';
export const question: Question = {
  number: '+8613312345678',
  national: '13312345678',
  askId: '0195a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b',
  askedAtMs: Date.parse(ASKED_AT),
};

/** A carrier of the tests; what is said replaces what stands here. */
function carrier<S extends Carrier['speaks']>(speaks: S, own: object, more: object): CarrierOf<S> {
  const common = { name: speaks, prefixes: ['133'], speaks, url: 'http://127.0.0.1:9/location', user: 'rounds' };
  return Carrier.parse({ ...common, ...own, ...more }) as CarrierOf<S>;
}

/** As the paper has it: `String GetPosition(String xml)`, whose text is XML itself. */
export const soap = (more: object = {}): CarrierOf<'soap'> =>
  carrier(
    'soap',
    {
      operation: 'GetPosition',
      namespace: 'http://example/',
      parameter: 'xml',
      request: '<req><user>{user}</user><pw>{secret}</pw><mobile>{national}</mobile><id>{askId}</id></req>',
      frame: 'gcj02',
      answer: {
        inner: 'Body/*/*',
        code: 'result/code',
        codes: { '5': 'NOT_AUTHORISED', '9': 'ABSENT' },
        number: 'result/mobile',
        lng: 'result/lon',
        lat: 'result/lat',
        accuracyM: 'result/radius',
        at: 'result/time',
        atForm: 'yyyyMMddHHmmss',
        atZone: 'Asia/Shanghai',
        address: 'result/addr',
      },
    },
    more,
  );

/** A base-station service that answers in JSON, with numbers as text. */
export const json = (more: object = {}): CarrierOf<'json'> =>
  carrier(
    'json',
    {
      request: '{"mobile":"{national}","key":"{secret}"}',
      answer: {
        code: 'ErrCode',
        codes: { '10': 'OVER_QUOTA' },
        lng: 'location/longitude',
        lat: 'location/latitude',
        accuracyM: 'location/accuracy',
        at: 'location/time',
        atForm: 'epochS',
        frame: 'type',
        frames: { '0': 'wgs84', '1': 'gcj02', '2': 'bd09' },
      },
    },
    more,
  );

export const mlp = (more: object = {}): CarrierOf<'mlp'> => carrier('mlp', {}, more);
export const camara = (more: object = {}): CarrierOf<'camara'> =>
  carrier('camara', { tokenUrl: 'http://127.0.0.1:9/token' }, more);

const inText = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An answer of the paper's service, its inner text escaped as such services do. */
export const soapAnswer = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><ns1:GetPositionResponse xmlns:ns1="http://example/"><GetPositionReturn>${inText(inner)}</GetPositionReturn></ns1:GetPositionResponse></soapenv:Body></soapenv:Envelope>`;

export const soapResult = (
  parts: string = '<mobile>13312345678</mobile><lon>120.6547</lon><lat>28.0162</lat><radius>800</radius><time>20260506100012</time>',
  code = '0',
): string => soapAnswer(`<result><code>${code}</code>${parts}</result>`);

/** An answer as two operators of Latin America give it, with their DOCTYPE; the numbers are the tests' own. */
export const mlpAnswer = (pos: string): string =>
  `<?xml version="1.0" ?><!DOCTYPE svc_result SYSTEM "MLP_SVC_RESULT_300.DTD"><svc_result ver="3.0.0"><slia ver="3.0.0">${pos}</slia></svc_result>`;

export const mlpPosition = (
  shape: string,
  { msid = '8613312345678', time = '<time utc_off="+0800">20260506100012</time>', conf = '' } = {},
): string => `<pos><msid>${msid}</msid><pd>${time}<shape>${shape}</shape>${conf}</pd></pos>`;

export const mlpCircle = (x = '28 00 58.308N', y = '120 39 16.92E', radius = '592'): string =>
  `<CircularArea srsName="www.epsg.org#4326"><coord><X>${x}</X><Y>${y}</Y><Z>NaN</Z></coord><radius>${radius}</radius></CircularArea>`;

export const camaraAnswer = (more: object = {}): string =>
  JSON.stringify({
    lastLocationTime: '2026-05-06T02:00:10Z',
    area: { areaType: 'CIRCLE', center: { latitude: 28.0162, longitude: 120.6547 }, radius: 1000 },
    ...more,
  });
