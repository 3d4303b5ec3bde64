import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Sheet } from './html.ts';
import './paper.css';

/** Makes the sheet of what is open; null: the page prints as it is. */
const made = signal<(() => Sheet | null) | null>(null);
let running: CSSStyleSheet | null = null;

/** While the component is there, printing (the button or the browser's own) gives this sheet. Made only when it is printed. */
export function useSheet(make: () => Sheet | null): void {
  useEffect(() => {
    made.value = make;
    return () => {
      if (made.peek() === make) made.value = null;
    };
  });
}

export function printSheet(): void {
  window.print();
}

/** Puts the sheet on the page before it is printed and takes it away after. Returns how to stop. */
export function followPrinting(): () => void {
  const before = () => {
    after();
    const sheet = made.peek()?.();
    if (!sheet) return;
    const paper = document.createElement('div');
    paper.className = 'paper';
    paper.innerHTML = sheet.html;
    document.body.append(paper);
    document.body.classList.add('has-paper');
    // the head of each page is a rule of its own: the site's policy allows no style in the page
    running = new CSSStyleSheet();
    running.replaceSync(
      `@page { size: A4; margin: 17mm 12mm 14mm; @top-left { content: ${quoted(sheet.running)}; font: 8pt sans-serif; color: #333 } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #333 } }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, running];
  };
  const after = () => {
    for (const paper of document.querySelectorAll('body > .paper')) paper.remove();
    document.body.classList.remove('has-paper');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== running);
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
    after();
  };
}

/** A text in CSS: nothing in it can end the string. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\\n\r\f<]/g, (char) => `\\${char.codePointAt(0)!.toString(16)} `)}"`;
}
