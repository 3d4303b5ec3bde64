import type { Added, Invitation } from '../../shared/invitations.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import type { Table } from '../../shared/tables/table.ts';
import { count } from '../format.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Qr } from '../ui/qr.tsx';
import { language } from '../ui/words.ts';
import { Copy } from './copy.tsx';
import s from './people.module.css';
import { words } from './words.ts';

const linksTable: Table<Added> = {
  name: 'invitations',
  zh: '邀请链接',
  en: 'Invitations',
  columns: [
    { key: 'name', zh: '姓名', en: 'Name', width: 16, of: (row) => row.name },
    { key: 'login', zh: '账号', en: 'Login', width: 16, of: (row) => row.login },
    { key: 'phone', zh: '电话', en: 'Telephone', width: 16, of: (row) => row.person?.phone ?? null },
    { key: 'link', zh: '链接', en: 'Link', width: 60, of: (row) => row.invitation?.url ?? null },
    { key: 'until', zh: '有效期至', en: 'Good until', width: 22, of: (row) => row.invitation?.expiresAt ?? null },
  ],
};

/** What became of people who were to be added: their links, said this once, and why somebody was not. */
export function Links({ added, onMore }: { added: readonly Added[]; onMore: () => void }) {
  const w = words.value.invited;
  const l = language.value;
  const made = added.filter(({ invitation }) => invitation !== null);
  return (
    <>
      <section class="section inset">
        <p class="panel-bar">
          <strong role="status">{w.done(made.length, count(made.length, l))}</strong>
          <span class="spread" />
          {made.length > 0 && <ExportMenu of={{ table: linksTable, rows: made }} label={w.links} isNamed />}
        </p>
        {made.length > 0 && <p class="warn">{w.once}</p>}
      </section>
      {added.map(({ login, name, invitation, reason }) => (
        <section key={login} class="section inset">
          <strong>{name}</strong> <span class="quiet">{login}</span>
          {reason && <p class="warn">{sentenceOf(reason, l)}</p>}
          {invitation && <LinkTo invitation={invitation} />}
        </section>
      ))}
      <div class="row pad">
        <button type="button" onClick={onMore}>
          {w.more}
        </button>
      </div>
    </>
  );
}

/** One link: to copy, to show. */
export function LinkTo({ invitation }: { invitation: Invitation }) {
  const w = words.value.invited;
  return (
    <>
      <output class={`hash ${s.link}`}>{invitation.url}</output>
      <div class="row">
        <Copy text={invitation.url} label={w.copy} />
      </div>
      <details>
        <summary>{w.code}</summary>
        <Qr text={invitation.url} label={w.code} />
      </details>
    </>
  );
}
