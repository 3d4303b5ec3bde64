import type { ComponentChildren } from 'preact';
import { SignList } from '../ui/signList.tsx';
import { words } from './words.ts';
import s from './places.module.css';

/** What the marks of a proposed place mean. */
export function PlaceSigns() {
  const w = words.value.propose;
  const signs: [string, ComponentChildren][] = [
    [
      w.signs.radius,
      [<circle class={s.placeCounts} cx="9" cy="7" r="6" />, <circle class={s.placeStored} cx="9" cy="7" r="2.5" />],
    ],
    [
      w.signs.error,
      [<circle class={s.placeError} cx="9" cy="7" r="6" />, <circle class={s.placeProposed} cx="9" cy="7" r="3" />],
    ],
    [
      w.signs.witness,
      [
        <circle class={`${s.placeWitness} p0`} cx="5" cy="7" r="3.5" />,
        <circle class={`${s.placeWitness} p1`} cx="13" cy="7" r="3.5" />,
      ],
    ],
  ];
  return <SignList title={w.title} signs={signs} />;
}
