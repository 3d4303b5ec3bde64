import type { Signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { count } from '../format.ts';
import { createOpened } from '../ui/opened.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** So many that what stands below can still be seen without scrolling far. */
export const FOLDED = 8;

/** Which lists are unfolded, by their names: so they stay until another screen is opened. */
export const unfoldedLists = createOpened<Signal<readonly string[]>>();

/** A long list shows its first ones until it is unfolded. */
export function Folded({ name, most, items }: { name: string; most: number; items: ComponentChild[] }) {
  const w = words.value;
  const unfolded = unfoldedLists.use();
  const isUnfolded = unfolded.value.includes(name);
  if (items.length <= most + 1) return <>{items}</>;
  return (
    <>
      {isUnfolded ? items : items.slice(0, most)}
      <button
        type="button"
        class="link pad"
        aria-expanded={isUnfolded}
        onClick={() =>
          (unfolded.value = isUnfolded ? unfolded.value.filter((one) => one !== name) : [...unfolded.value, name])
        }
      >
        {isUnfolded ? w.fewer : w.showAll(count(items.length, language.value))}
      </button>
    </>
  );
}
