import type { ComponentChildren } from 'preact';
import type { FieldError } from '../../shared/errors.ts';
import { ApiError, type Failed } from '../apiError.ts';
import { words } from './words.ts';
import { fieldName, reasonSentence } from './reasons.ts';

/** What went wrong, why, what now, and a number to quote. */
export function Failure({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  const w = words.value;
  const known = error instanceof ApiError ? error : null;
  return (
    <div class="failure" role="alert">
      {known ? <Why failed={known} /> : <p>{w.failure.BAD_ANSWER}</p>}
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

/** The sentence of its reason, or of its class; of a request with wrong fields, what is wrong with each. */
export function Why({ failed: { code, reason, fields } }: { failed: Failed }) {
  return (
    <>
      <p>{(fields.length === 0 && reasonSentence(reason)) || words.value.failure[code]}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field, i) => (
            <li key={i}>{fieldSentence(field)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function fieldSentence({ path, reason }: FieldError): string {
  const sentence = reasonSentence(reason);
  return sentence === null ? fieldName(path) : `${fieldName(path)}${words.value.colon}${sentence}`;
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
