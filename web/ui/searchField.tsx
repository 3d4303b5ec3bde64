import { useRef } from 'preact/hooks';
import { words } from './words.ts';
import { Icon } from './icons.tsx';

/** Found by the key '/'. */
export function SearchField({
  label,
  value,
  onInput,
}: {
  label: string;
  value: string;
  onInput: (text: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="search" role="search">
      <Icon name="search" size={16} />
      <input
        ref={field}
        data-search
        type="search"
        placeholder={label}
        aria-label={label}
        value={value}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (value !== '') onInput('');
          else field.current?.blur();
        }}
      />
      {value !== '' && (
        <button
          type="button"
          class="plain"
          aria-label={words.value.close}
          onClick={() => {
            onInput('');
            field.current?.focus();
          }}
        >
          <Icon name="close" size={16} />
        </button>
      )}
    </div>
  );
}
