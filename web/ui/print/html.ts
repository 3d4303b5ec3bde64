// Pure: pages for paper as text: every text in them is escaped, nothing is loaded from anywhere.
import type { LngLat } from '../../../shared/geo.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML, in elements and in quoted attributes. */
export function e(text: string): string {
  return text.replace(/[&<>"']/g, (char) => escapes[char]!);
}

/** A sheet, and what stands at the head of each of its pages. */
export interface Sheet {
  /** At the head of every page, beside the page's number. */
  running: string;
  html: string;
}

/** The head of a sheet: what it is, of whom, and when it was printed by whom. */
export function sheetHead(kind: string, title: string, more: readonly string[]): string {
  return `<header class="paper-head"><div><p class="paper-small">${e(kind)}</p><h1>${e(title)}</h1></div><p class="paper-small paper-right">${more.map(e).join('<br>')}</p></header>`;
}

export interface PaperColumn {
  head: string;
  /** Figures stand to the right. */
  isFigure?: boolean;
  /** Left out when no row says anything there. */
  isOptional?: boolean;
}

/** A table whose head stands again on each page. Cells are plain text. */
export function paperTable(all: readonly PaperColumn[], allRows: readonly (readonly string[])[]): string {
  const kept = all.flatMap((column, i) => (column.isOptional && allRows.every((row) => row[i] === '') ? [] : [i]));
  const columns = kept.map((i) => all[i]!);
  const rows = allRows.map((row) => kept.map((i) => row[i]!));
  const look = (i: number) => (columns[i]!.isFigure ? ' class="figure"' : '');
  const head = columns.map(({ head: text }, i) => `<th scope="col"${look(i)}>${e(text)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell, i) => `<td${look(i)}>${e(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}

/** Names and values in columns. */
export function facts(lines: readonly (readonly [name: string, value: string])[]): string {
  return `<dl class="paper-facts">${lines.map(([name, value]) => `<div><dt>${e(name)}</dt><dd>${e(value)}</dd></div>`).join('')}</dl>`;
}

/** Where the middle of some places is. */
export function middleOf(places: readonly LngLat[]): LngLat {
  const [lngs, lats] = [places.map((p) => p.lng), places.map((p) => p.lat)];
  return { lng: (Math.min(...lngs) + Math.max(...lngs)) / 2, lat: (Math.min(...lats) + Math.max(...lats)) / 2 };
}
