/**
 * The lines of a text that comes in chunks, as many at a time as a chunk completes. A chunk may end within a line or within
 * a character of UTF-8. Lines come without their ends; a byte order mark is dropped; what follows the last line end is a
 * line if it is not empty.
 */
export async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8');
  let parts: string[] = []; // of the line not yet complete: joined once, so that a line of a thousand chunks stays cheap
  for await (const chunk of chunks) {
    const lines = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    parts.push(lines[0]!);
    if (lines.length === 1) continue;
    lines[0] = parts.join('');
    parts = [lines.pop()!];
    yield lines.map(withoutReturn);
  }
  parts.push(decoder.decode());
  const last = parts.join('');
  if (last !== '') yield [withoutReturn(last)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
