import { useSignal } from '@preact/signals';
import { listDevices, revokeDevice, type Device } from '../../shared/phones.ts';
import type { Person } from '../../shared/people.ts';
import { instant, type Table } from '../../shared/tables/table.ts';
import { call } from '../api.ts';
import { duration } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { now } from '../clock.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

const devicesTable: Table<Device> = {
  name: 'phones',
  zh: '手机',
  en: 'Phones',
  columns: [
    { key: 'label', zh: '名称', en: 'Name', width: 20, of: (row) => row.label },
    { key: 'createdAt', zh: '登记时间', en: 'Added', width: 26, of: (row, say) => instant(row.createdAt, say) },
    { key: 'lastSeenAt', zh: '最近上报', en: 'Last heard', width: 26, of: (row, say) => instant(row.lastSeenAt, say) },
    { key: 'revokedAt', zh: '停用时间', en: 'Revoked', width: 26, of: (row, say) => instant(row.revokedAt, say) },
    { key: 'deviceId', zh: '编号', en: 'Id', width: 38, of: (row) => row.deviceId },
  ],
};

/** The phones of a person: each has a token of its own, which can be revoked. */
export function Devices({ person: { personId, login, name } }: { person: Person }) {
  const w = words.value;
  const asked = useAsked(`devices ${personId}`, () => call(listDevices, { params: { personId } }));
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
      <h2 class="panel-bar">
        <span>{w.people.devices}</span>
        <span class="spread" />
        {(asked.value?.items.length ?? 0) > 0 && (
          <ExportMenu of={{ table: devicesTable, rows: asked.value!.items, named: [name] }} label={w.people.devices} />
        )}
      </h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {error.value !== null && <Failure error={error.value} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value?.items.length === 0 && <p class="quiet pad">{w.people.noDevices}</p>}
      {asked.value?.items.map((device) => (
        <DeviceRow
          key={device.deviceId}
          device={device}
          onRevoke={() => void act(() => call(revokeDevice, { params: { deviceId: device.deviceId } }))}
        />
      ))}
      <div class="inset">
        <button type="button" onClick={() => go({ path: '/people/phone', q: login })}>
          <Icon name="plus" size={16} />
          {w.setup.title}
        </button>
      </div>
    </section>
  );
}

function DeviceRow({ device, onRevoke }: { device: Device; onRevoke: () => void }) {
  const w = words.value;
  const seen =
    device.lastSeenAt === null
      ? w.people.neverSeen
      : w.people.lastSeen(duration(Math.max(0, (now.value - Date.parse(device.lastSeenAt)) / 1000), language.value));
  return (
    <div class="item is-still">
      <Icon name="phone" size={18} />
      <span class="item-text">
        <span class="item-title">{device.label}</span>
        <span class="item-more">{device.revokedAt ? w.people.revoked : seen}</span>
      </span>
      {!device.revokedAt && (
        <button type="button" onClick={onRevoke}>
          {w.people.revoke}
        </button>
      )}
    </div>
  );
}
