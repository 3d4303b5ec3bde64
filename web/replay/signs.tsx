import type { ComponentChildren } from 'preact';
import { SignList } from '../ui/signList.tsx';
import { words } from './words.ts';

/** What the marks of a replay mean. */
export function ReplaySigns() {
  const w = words.value.replay.legend;
  const signs: [string, ComponentChildren][] = [
    [
      w.lastSeen,
      <circle
        cx="9"
        cy="7"
        r="5.5"
        fill="var(--mark-hole)"
        stroke="var(--rep)"
        stroke-width="2"
        stroke-dasharray="3 2.500"
      />,
    ],
    [
      w.stop,
      <rect x="4" y="2" width="10" height="10" fill="var(--mark-hole)" stroke="var(--rep)" stroke-width="2.500" />,
    ],
    [w.way, <path d="M1 11L6 4l5 5 6-7" fill="none" stroke="var(--rep)" stroke-width="3" />],
    [w.ahead, <path d="M1 11L6 4l5 5 6-7" fill="none" stroke="var(--rep)" stroke-width="2" stroke-opacity="0.35" />],
  ];
  return <SignList title={words.value.replay.title} signs={signs} />;
}
