import { useSignal } from '@preact/signals';
import type { Device, Person } from '../../shared/people.ts';
import { api } from '../api.ts';
import { duration } from '../format.ts';
import { useAsked } from '../shell/asked.ts';
import { now } from '../shell/clock.ts';
import { Failure, Skeleton } from '../shell/failure.tsx';
import { Icon } from '../shell/icons.tsx';
import { go } from '../shell/navigate.ts';
import { language, words } from '../words/words.ts';

/** The phones of a person: each has a token of its own, which can be revoked. */
export function Devices({ person: { personId, login } }: { person: Person }) {
  const w = words.value;
  const asked = useAsked(`devices ${personId}`, () => api.devices(personId));
  const error = useSignal<unknown>(null);
  const act = async (what: () => Promise<unknown>) => {
    error.value = null;
    try {
      await what();
      asked.again();
    } catch (failed) {
      error.value = failed;
    }
  };
  return (
    <section class="section">
      <h2>{w.people.devices}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {error.value !== null && <Failure error={error.value} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value?.items.length === 0 && <p class="quiet pad">{w.people.noDevices}</p>}
      {asked.value?.items.map((device) => <DeviceRow key={device.deviceId} device={device} onRevoke={() => void act(() => api.revokeDevice(device.deviceId))} />)}
      <div class="inset"><button type="button" onClick={() => go({ screen: 'phones', q: login })}><Icon name="plus" size={16} />{w.setup.title}</button></div>
    </section>
  );
}

function DeviceRow({ device, onRevoke }: { device: Device; onRevoke: () => void }) {
  const w = words.value;
  const seen = device.lastSeenAt === null ? w.people.neverSeen : w.people.lastSeen(duration(Math.max(0, (now.value - Date.parse(device.lastSeenAt)) / 1000), language.value));
  return (
    <div class="item is-still">
      <Icon name="phone" size={18} />
      <span class="item-text">
        <span class="item-title">{device.label}</span>
        <span class="item-more">{device.revokedAt ? w.people.revoked : seen}</span>
      </span>
      {!device.revokedAt && <button type="button" onClick={onRevoke}>{w.people.revoke}</button>}
    </div>
  );
}
