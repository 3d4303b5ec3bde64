// Pure: what an answer comes to: its state, its bytes, and the way its carrier speaks.
import type { CarrierFailure } from '../../shared/carriers.ts';
import { decodeAnswer, MOST_ANSWER_BYTES } from './answerText.ts';
import { camaraFailure, readCamara } from './camara.ts';
import type { Carrier } from './configuration.ts';
import { readMlp } from './mlp.ts';
import { readOwnForm } from './ownForm.ts';
import { failed, type Question, type Reading } from './reading.ts';

/** An answer as it came. */
export interface Answer {
  status: number;
  contentType: string | null;
  bytes: Uint8Array;
}

/** A position or a failure of the closed list, whatever the bytes are; it never throws. */
export function readAnswer(carrier: Carrier, { status, contentType, bytes }: Answer, question: Question): Reading {
  if (status >= 300 && status < 400) return failed('REDIRECTED');
  if (bytes.length > MOST_ANSWER_BYTES) return failed('TOO_LARGE');
  const text = decodeAnswer(bytes, contentType);
  if (status !== 200) return failed(failureOf(carrier, status, text, question));
  if (text === null) return failed('UNREADABLE');
  if (carrier.speaks === 'mlp') return readMlp(carrier, text, question);
  return carrier.speaks === 'camara' ? readCamara(carrier, text, question) : readOwnForm(carrier, text, question);
}

/** SOAP says its faults with a status of 500, CAMARA its codes with any: the body is asked first. */
function failureOf(carrier: Carrier, status: number, text: string | null, question: Question): CarrierFailure {
  if (text !== null && carrier.speaks === 'soap' && status === 500) {
    const reading = readOwnForm(carrier, text, question);
    if ('failure' in reading && reading.failure !== 'UNREADABLE') return reading.failure;
  }
  const said = text !== null && carrier.speaks === 'camara' ? camaraFailure(text) : null;
  if (said !== null) return said;
  if (status === 401 || status === 403) return 'NOT_AUTHORISED';
  if (status === 408 || status === 504) return 'TIMED_OUT';
  if (status === 429) return 'OVER_QUOTA';
  return status >= 500 || status < 200 ? 'BROKE' : 'REFUSED';
}
