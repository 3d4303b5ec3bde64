// Pure: services of a form of their own, by SOAP or plainly by HTTP, as the operator describes them.
import type { CarrierFailure } from '../../shared/carriers.ts';
import { decimalNumber } from '../../shared/numbers.ts';
import { own } from '../../shared/own.ts';
import { readTree } from './answerText.ts';
import type { AnswerPaths, CarrierOf } from './configuration.ts';
import { failed, isNumber, readPosition, type Question, type Reading } from './reading.ts';
import { bodyKind, fill, type Account } from './templates.ts';
import { readInstant } from './times.ts';
import { named, textAt, type Tree } from './tree.ts';
import { escapeXml } from './xml.ts';

/** A request as it is sent. */
export interface Sent {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/** The whole request of the template is the text of one parameter, as `String GetPosition(String xml)` takes it. */
export function soapRequest(carrier: CarrierOf<'soap'>, question: Question, account: Account): Sent {
  const { url, version, soapAction, operation, namespace, parameter, request } = carrier;
  const text = escapeXml(fill(request, question, account, bodyKind(request).escape));
  const call = `<${operation} xmlns="${escapeXml(namespace)}"><${parameter}>${text}</${parameter}></${operation}>`;
  const action = JSON.stringify(soapAction);
  const headers: Record<string, string> =
    version === '1.1'
      ? { 'content-type': 'text/xml; charset=utf-8', soapaction: action }
      : { 'content-type': `application/soap+xml; charset=utf-8${soapAction && `; action=${action}`}` };
  const body = `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPES[version]}"><s:Body>${call}</s:Body></s:Envelope>`;
  return { method: 'POST', url, headers, body };
}

export function jsonRequest(carrier: CarrierOf<'json'>, question: Question, account: Account): Sent {
  const url = fill(carrier.url, question, account, encodeURIComponent);
  if (carrier.request === undefined) return { method: 'GET', url, headers: {}, body: null };
  const { contentType, escape } = bodyKind(carrier.request);
  const body = fill(carrier.request, question, account, escape);
  return { method: 'POST', url, headers: { 'content-type': contentType }, body };
}

/** What the answer says, where the operator says that it stands. */
export function readOwnForm(carrier: CarrierOf<'soap' | 'json'>, text: string, question: Question): Reading {
  const { answer } = carrier;
  const outer = readTree(text);
  if (!outer) return failed('UNREADABLE');
  if (carrier.speaks === 'soap') {
    const fault = named(outer, 'Fault').next().value;
    if (fault) return failed(faultOf(fault, answer));
  }
  const tree = answer.inner === undefined ? outer : readInner(outer, answer.inner);
  if (!tree) return failed('UNREADABLE');
  const code = answer.code === undefined ? null : textAt(tree, answer.code);
  if (code !== null && !answer.ok.includes(code)) return failed(own(answer.codes, code) ?? 'REFUSED');
  const at = (path: string | undefined): string | null => (path === undefined ? null : textAt(tree, path));
  const number = at(answer.number);
  if (number !== null && !isNumber(number, question.number)) return failed('OTHER_NUMBER');
  if (isEmpty(answer, at) && code === null) return failed('UNREADABLE');
  const said = at(answer.frame);
  const frame = said === null ? carrier.frame : own(answer.frames, said);
  if (frame === undefined) return failed('UNREADABLE');
  return readPosition(
    {
      lng: at(answer.lng),
      lat: at(answer.lat),
      uncertaintyM: decimalNumber(at(answer.accuracyM) ?? ''),
      level: carrier.accuracyLevel,
      atMs: readInstant(at(answer.at), answer.atForm, answer.atZone ?? null),
      frame,
      address: at(answer.address),
    },
    question,
    carrier.maxAgeS * 1000,
  );
}

function isEmpty({ lng, lat, address }: AnswerPaths, at: (path: string | undefined) => string | null): boolean {
  return at(lng) === null && at(lat) === null && at(address) === null;
}

function readInner(outer: Tree, path: string): Tree | null {
  const text = textAt(outer, path);
  return text === null ? null : readTree(text);
}

/** What the service says failed: by its own word, where the operator has said what that means. */
function faultOf(fault: Tree, { codes }: AnswerPaths): CarrierFailure {
  const said = ['faultcode', 'faultstring', 'Code/Value', 'Code/Subcode/Value', 'Reason/Text'].map((path) =>
    textAt(fault, path),
  );
  const known = said.flatMap((one) => (one === null ? [] : (own(codes, one) ?? [])))[0];
  if (known) return known;
  return said.some((one) => one !== null && /(^|:)(Server|Receiver)$/.test(one)) ? 'BROKE' : 'REFUSED';
}
