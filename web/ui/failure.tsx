import type { ComponentChildren } from 'preact';
import { ApiError } from '../api.ts';
import { words } from '../words/words.ts';

/** What went wrong, why, what now, and a number to quote. */
export function Failure({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  const w = words.value;
  const known = error instanceof ApiError ? error : null;
  return (
    <div class="failure" role="alert">
      <p>{known ? w.failure[known.code] : w.failure.BAD_ANSWER}</p>
      {known && known.fields.length > 0 && (
        <ul>
          {known.fields.map((field) => (
            <li key={field.path}>{`${field.path.replace(/^body\./, '')}: ${field.message}`}</li>
          ))}
        </ul>
      )}
      {known && ['CONFLICT', 'INVALID_INPUT', 'UNREADABLE_FILE'].includes(known.code) && known.fields.length === 0 && (
        <p class="quiet">{known.message}</p>
      )}
      {known?.requestId && known.code === 'INTERNAL' && (
        <p class="quiet">{w.requestId(known.requestId.replace('urn:rounds:request:', ''))}</p>
      )}
      {onAgain && (
        <button type="button" onClick={onAgain}>
          {w.again}
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Grey rows while a list is on its way. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={words.value.loading}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} class="skeleton-row" />
      ))}
    </div>
  );
}
