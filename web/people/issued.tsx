import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { listDevices, type IssuedDevice, type PhoneSetup } from '../../shared/phones.ts';
import type { Person } from '../../shared/people.ts';
import { call } from '../api.ts';
import { clockSeconds, metres } from '../format.ts';
import { dayView } from '../ui/day.ts';
import { Icon } from '../ui/icons.tsx';
import { zone } from '../ui/me.ts';
import { saveFile } from '../ui/saveFile.ts';
import { Qr } from '../ui/qr.tsx';
import type { TrackerApp } from './words.ts';
import type { Words } from './words.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { Copy } from './copy.tsx';
import s from './people.module.css';

/** What the phone takes its settings from, and what there is to type where it cannot. */
function configOf(
  app: TrackerApp,
  setup: PhoneSetup,
  person: Person,
  token: string,
  w: Words['setup'],
): { code: string; isLink: boolean; byHand: [string, string][] } {
  switch (app) {
    case 'ownTracks':
      return {
        code: setup.ownTracks.config,
        isLink: true,
        byHand: [
          [w.url, setup.ownTracks.url],
          [w.user, person.login],
          [w.password, token],
        ],
      };
    case 'overland':
      return { code: setup.overland.config, isLink: true, byHand: [[w.url, setup.overland.url]] };
    case 'traccar':
      return {
        code: setup.traccar.config,
        isLink: false,
        byHand: [
          [w.url, setup.traccar.url],
          [w.deviceId, setup.traccar.deviceId],
        ],
      };
    case 'gpsLogger':
      return {
        code: setup.gpsLogger.url,
        isLink: false,
        byHand: [
          [w.url, setup.gpsLogger.url],
          [w.headers, setup.gpsLogger.headers],
        ],
      };
  }
}

/** Everything a phone needs, shown once; and the phone's first position as it comes in. */
export function Issued({
  device: issued,
  person,
  app,
  onAnother,
}: {
  device: IssuedDevice;
  person: Person;
  app: TrackerApp;
  onAnother: () => void;
}) {
  const w = words.value.setup;
  const { code, isLink, byHand } = configOf(app, issued.setup, person, issued.token, w);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(issued.setup.traccar.url).hostname);
  return (
    <div class={s.setupStep}>
      <p>
        <strong>{person.name}</strong> · {w.apps[app]}
      </p>
      <p class="warn">{w.once}</p>
      {isLocal && <p class="warn">{w.localOnly}</p>}
      <FirstPosition
        personId={person.personId}
        deviceId={issued.device.deviceId}
        sinceMs={Date.parse(issued.device.createdAt)}
      />
      <Qr text={code} label={w.scan} />
      <ol class={s.setupSteps}>
        {w.steps[app].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="row">
        {isLink && (
          <a class="button" href={code}>
            <Icon name="phone" size={16} />
            {w.openLink}
          </a>
        )}
        <Copy text={code} label={w.copyLink} />
        {app === 'ownTracks' && <SaveConfig login={person.login} config={issued.setup.configFile} />}
      </div>
      <ByHand settings={byHand} />
      <div class="row">
        <Copy text={issued.token} label={w.copyToken} />
        <button type="button" onClick={onAnother}>
          {w.another}
        </button>
      </div>
    </div>
  );
}

function SaveConfig({ login, config }: { login: string; config: string }) {
  return (
    <button type="button" onClick={() => saveFile(`rounds-${login}.otrc`, 'application/json', config)}>
      <Icon name="download" size={16} />
      {words.value.setup.file}
    </button>
  );
}

/** What is typed where the phone takes neither a link nor a file. */
function ByHand({ settings }: { settings: readonly [name: string, value: string][] }) {
  return (
    <details>
      <summary>{words.value.setup.byHand}</summary>
      <div class={s.byHand}>
        {settings.map(([name, value]) => [
          <span key={name} class="quiet">
            {name}
          </span>,
          <output key={`${name}=`} class="hash">
            {value}
          </output>,
        ])}
      </div>
    </details>
  );
}

/** Often enough to be seen as it happens; only while somebody waits in front of it. */
const LOOK_MS = 2_000;

/** First that the phone spoke at all (its token was used), then where it is, from the live stream. */
function FirstPosition({ personId, deviceId, sinceMs }: { personId: string; deviceId: string; sinceMs: number }) {
  const w = words.value.setup;
  const l = language.value;
  const hasSpoken = useSignal(false);
  useEffect(() => {
    const timer = setInterval(() => {
      call(listDevices, { params: { personId } }).then(
        ({ items }) => {
          if (items.some((one) => one.deviceId === deviceId && one.lastSeenAt !== null)) {
            hasSpoken.value = true;
            clearInterval(timer);
          }
        },
        () => undefined,
      ); // the next look tries again
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [deviceId]);
  const last = dayView.value?.reps.get(personId)?.last ?? null;
  const first = last && hasSpoken.value && Date.parse(last.receivedAt) >= sinceMs ? last : null;
  return (
    <p class={`${s.setupState} ${first ? 'is-good' : ''}`} role="status">
      {first
        ? w.first(
            clockSeconds(first.fixAt, l, zone.value),
            first.accuracyM === null ? words.value.unknown : `±${metres(first.accuracyM, l)}`,
          )
        : hasSpoken.value
          ? w.heard
          : w.waiting}
    </p>
  );
}
