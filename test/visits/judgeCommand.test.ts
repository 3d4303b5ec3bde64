import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeCommand } from '../../server/visits/judgeCommand.ts';
import { JudgeError, JudgeOutput } from '../../shared/verdicts.ts';
import { press, visit } from './evidence.ts';

const good = (id: string, more = {}) => JSON.stringify({ ...visit(more), id });

async function run(args: string[], chunks: (string | Uint8Array)[] = []) {
  let out = '';
  let err = '';
  async function* stdin() {
    yield* chunks;
  }
  const status = await judgeCommand.run(args, {
    stdin: stdin(),
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
  });
  return { status, out, err, lines: out.split('\n').slice(0, -1) };
}

test('one line in, one line out, in order, and every line keeps the contract', async () => {
  const { status, lines, err } = await run(
    ['-'],
    [`${good('a')}\n${good('b', { start: press(0, 5000) })}\n${good('c', { end: null })}\n`],
  );
  expect(status).toBe(0);
  expect(err).toBe('');
  const answers = lines.map((line) => JudgeOutput.parse(JSON.parse(line)));
  expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['a', 'valid'],
    ['b', 'suspect'],
    ['c', 'suspect'],
  ]);
  expect(answers[2]!.end).toBeNull();
});

test('a line that cannot be read is answered in its place with its id, and the status says so', async () => {
  const bad = [
    'nonsense',
    '{"id":"x","retailer":5}',
    '[]',
    'null',
    '',
    '{"id":"lat","retailer":{"lng":0,"lat":91}}',
    '{"id":7,"retailer":{},"start":{"fixAt":"yesterday"}}',
  ];
  const { status, lines, err } = await run(['-'], [`${good('a')}\n${bad.join('\n')}\n${good('b')}\n`]);
  expect(status).toBe(1);
  expect(err).toContain('7 line(s)');
  expect(lines).toHaveLength(bad.length + 2);
  const errors = lines.slice(1, -1).map((line) => JudgeError.parse(JSON.parse(line)));
  expect(errors.map(({ id }) => id)).toEqual([null, 'x', null, null, null, 'lat', 7]);
  expect(errors[5]!.error).toContain('retailer.lat');
  expect(errors[6]!.error).toContain('start.fixAt');
  expect(JSON.parse(lines[lines.length - 1]!)).toMatchObject({ id: 'b', verdict: 'valid' });
});

test('chunks may end anywhere, within a line or within a Chinese character: the bytes out are the same', async () => {
  const bytes = Buffer.from(`${good('零售户一')}\r\nbad\n${good('零售户二', { start: press(0, 900) })}`);
  const whole = (await run(['-'], [bytes])).out;
  expect(whole).toContain('零售户二');
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
      expect((await run(['-'], chunks)).out).toBe(whole);
    }),
    { numRuns: 60 },
  );
});

test('answers come as soon as their lines are complete, not at the end', async () => {
  const seen: number[] = [];
  let out = '';
  async function* stdin() {
    yield `${good('a')}\n${good('b').slice(0, 40)}`;
    seen.push(out.split('\n').length - 1);
    yield `${good('b').slice(40)}\n`;
    seen.push(out.split('\n').length - 1);
  }
  await judgeCommand.run(['-'], { stdin: stdin(), stdout: (text) => void (out += text), stderr: () => undefined });
  expect(seen).toEqual([1, 2]);
});

test('unknown fields and a history of any shape are no errors', async () => {
  const histories = [
    null,
    5,
    'text',
    [],
    [[{ lng: 'x', lat: {} }]],
    { visits: 'none', fixes: [{ lng: 999, lat: 1 }], deviceSkewMedianS: 'slow' },
    { previous: 7, a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } },
  ];
  const text = histories
    .map((history, i) => JSON.stringify({ ...visit(), id: i, history, label: { honest: true }, more: [1] }))
    .join('\n');
  const { status, lines } = await run(['-'], [text]);
  expect(status).toBe(0);
  expect(lines.map((line) => JSON.parse(line).verdict)).toEqual(histories.map(() => 'valid'));
});

test('a track fix that cannot be read is counted, and the rest is judged', async () => {
  const { lines } = await run(
    ['-'],
    [JSON.stringify({ ...visit(), track: [5, null, { lng: 'a' }, { lng: 1, lat: 2 }] })],
  );
  expect(JSON.parse(lines[0]!)).toMatchObject({ verdict: 'valid', track: { unread: 4 } });
});

test('a file is read like standard input; a missing one is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  try {
    const file = join(folder, 'visits.jsonl');
    writeFileSync(file, `\uFEFF${good('a')}\n`);
    expect(await run([file])).toMatchObject({ status: 0, out: (await run(['-'], [`${good('a')}\n`])).out });
    expect(await run([join(folder, 'none.jsonl')])).toMatchObject({ status: 1, out: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('without a file the usage is said and the status is 2', async () => {
  expect(await run([])).toMatchObject({ status: 2, out: '' });
});
