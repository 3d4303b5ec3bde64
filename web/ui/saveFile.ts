/** Hands a text, or bytes in pieces, to the browser as a file. */
export function saveFile(fileName: string, type: string, content: string | readonly (string | Uint8Array)[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob((typeof content === 'string' ? [content] : content) as BlobPart[], { type }),
  );
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
