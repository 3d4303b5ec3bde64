// Pure: what the operator says of the carriers: whose numbers are theirs, how each is asked, and what its answers mean.
import { z } from 'zod';
import { CarrierFailure } from '../../shared/carriers.ts';
import { Frame } from '../../shared/frames.ts';
import { isZone, TIME_FORM } from './times.ts';
import { isTemplate } from './templates.ts';
import { PATH } from './tree.ts';

/** Forms that a text of the file must have; the command line says them in its reader's language. */
export const forms = {
  path: {
    en: 'must be a path such as result/lon, Body/*/code or location/@lng',
    zh: '应为路径，例如 result/lon、Body/*/code 或 location/@lng',
  },
  time: {
    en: 'must be iso, epochS, epochMs or a pattern such as yyyyMMddHHmmss',
    zh: '应为 iso、epochS、epochMs 或 yyyyMMddHHmmss 一类的格式',
  },
  zone: { en: 'must be a time zone such as Asia/Shanghai or +08:00', zh: '应为时区，例如 Asia/Shanghai 或 +08:00' },
  template: {
    en: 'may name {msisdn}, {national}, {e164}, {askId}, {user} and {secret}, and must name a number',
    zh: '只能使用 {msisdn}、{national}、{e164}、{askId}、{user}、{secret}，且须包含号码',
  },
  variable: {
    en: 'must be the name of an environment variable that begins with CARRIER_ and is set',
    zh: '应为已设置的、以 CARRIER_ 开头的环境变量名',
  },
  position: { en: 'must say where lng and lat are, or where an address is', zh: '须指明 lng 与 lat，或指明 address' },
  once: { en: 'names and prefixes belong to one carrier each', zh: '名称和号段只能属于一家运营商' },
} as const;

const Path = z.string().max(200).regex(PATH, forms.path.en);
const Zone = z.string().max(60).refine(isZone, forms.zone.en);
const Template = z.string().max(4_000).refine(isTemplate, forms.template.en);
const Address = z.url({ protocol: /^https?$/ });
const Name = z.string().regex(/^[A-Za-z_][\w.-]{0,60}$/);

/** Where things stand in an answer of the operator's own form. */
export const AnswerPaths = z
  .strictObject({
    /** The text of this element is an answer itself, and is read once more. */
    inner: Path.optional(),
    code: Path.optional(),
    /** Values of the code that are no failure. */
    ok: z.array(z.string()).default(['0']),
    codes: z.record(z.string(), CarrierFailure).default({}),
    number: Path.optional(),
    lng: Path.optional(),
    lat: Path.optional(),
    accuracyM: Path.optional(),
    at: Path.optional(),
    atForm: z.string().regex(TIME_FORM, forms.time.en).default('iso'),
    atZone: Zone.optional(),
    address: Path.optional(),
    /** A value that chooses the frame, and what its values mean. */
    frame: Path.optional(),
    frames: z.record(z.string(), Frame).default({}),
  })
  .refine(
    ({ lng, lat, address }) => (lng !== undefined && lat !== undefined) || address !== undefined,
    forms.position.en,
  );
export type AnswerPaths = z.infer<typeof AnswerPaths>;

const common = {
  name: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
  /** Beginnings of the numbers that are its own, without their country. */
  prefixes: z.array(z.string().regex(/^\d{1,10}$/)).min(1),
  country: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .default('86'),
  user: z.string().max(200).default(''),
  /** The environment variable that holds the secret. */
  secret: z
    .string()
    .regex(/^CARRIER_\w+$/, forms.variable.en)
    .optional(),
  frame: Frame.default('wgs84'),
  /** The share of positions that lie within the radius that is said; null: nobody knows. */
  accuracyLevel: z.number().gt(0).max(1).nullable().default(null),
  timeoutMs: z.number().int().min(500).max(120_000).default(20_000),
  /** How long before the press a position may have been measured. */
  maxAgeS: z.number().int().min(10).max(600).default(120),
  mostADay: z.number().int().min(1).max(1_000_000).default(2_000),
  /** What one question costs, in the operator's currency. */
  cost: z.number().min(0).max(1_000).default(0),
};

const Soap = z.strictObject({
  ...common,
  speaks: z.literal('soap'),
  url: Address,
  version: z.enum(['1.1', '1.2']).default('1.1'),
  soapAction: z.string().max(300).default(''),
  operation: Name,
  namespace: z.string().max(300),
  parameter: Name,
  request: Template,
  answer: AnswerPaths,
});

const Json = z.strictObject({
  ...common,
  speaks: z.literal('json'),
  /** The path and the query may name the number. */
  url: Address,
  /** Absent: a GET. */
  request: Template.optional(),
  answer: AnswerPaths,
});

const Mlp = z.strictObject({
  ...common,
  speaks: z.literal('mlp'),
  url: Address,
  version: z
    .string()
    .regex(/^3\.\d\.\d$/)
    .default('3.0.0'),
  atZone: Zone.optional(),
});

const Camara = z.strictObject({
  ...common,
  speaks: z.literal('camara'),
  url: Address,
  tokenUrl: Address,
  scope: z.string().max(300).default('location-retrieval:read'),
  /** The largest area that is of use, m²; a smaller one than the carrier gives is refused. */
  maxSurface: z.number().int().min(1).optional(),
});

/** `secret` is the secret itself once the file has been read. */
export const Carrier = z.discriminatedUnion('speaks', [Soap, Json, Mlp, Camara]);
export type Carrier = z.infer<typeof Carrier>;
export type CarrierOf<S extends Carrier['speaks']> = Extract<Carrier, { speaks: S }>;

export const CarrierFile = z.array(Carrier).max(20).refine(areDistinct, forms.once.en);

function areDistinct(carriers: readonly Carrier[]): boolean {
  const named = [
    ...carriers.map(({ name }) => name),
    ...carriers.flatMap(({ country, prefixes }) => prefixes.map((prefix) => country + prefix)),
  ];
  return new Set(named).size === named.length;
}

/** The carrier of a number by its longest prefix; null where none is configured. */
export function carrierOf(carriers: readonly Carrier[], number: string): Carrier | null {
  const fitting = carriers.flatMap((carrier) =>
    carrier.prefixes
      .filter((prefix) => number.startsWith(`+${carrier.country}${prefix}`))
      .map((prefix) => ({ carrier, length: carrier.country.length + prefix.length })),
  );
  return (
    fitting.reduce<(typeof fitting)[number] | null>(
      (best, one) => (best && best.length >= one.length ? best : one),
      null,
    )?.carrier ?? null
  );
}
