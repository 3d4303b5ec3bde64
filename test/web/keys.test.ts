import { describe, expect, it } from 'vitest';
import { pressKey, pushKeys, pushUndo, stepBack, type Keys } from '../../web/ui/keys.ts';

const press = (key: string, everywhere = {}) => pressKey({ key } as KeyboardEvent, everywhere);

describe('keys and the way back', () => {
  it('are those of what was opened last, and below them those of what is open still', () => {
    const did: string[] = [];
    const closeCase = pushKeys({ j: () => did.push('next case'), k: () => did.push('case before') });
    const closeForm = pushKeys({ j: () => did.push('next field') });
    press('j');
    press('k');
    press('J');
    closeForm();
    press('j');
    closeCase();
    expect(did).toEqual(['next field', 'case before', 'next field', 'next case']);
    expect(press('j')).toBe(false);
  });

  it('are not wiped by a screen that closes after another has opened', () => {
    const did: string[] = [];
    const closeFirst = pushKeys({ a: () => did.push('first') });
    const closeSecond = pushKeys({ a: () => did.push('second') });
    closeFirst();
    press('a');
    closeSecond();
    expect(did).toEqual(['second']);
  });

  it('mean what they mean below where what is open says: not now', () => {
    const did: string[] = [];
    const close = pushKeys({ Escape: () => false });
    expect(press('Escape', { Escape: () => did.push('closed') })).toBe(true);
    close();
    expect(did).toEqual(['closed']);
  });

  it('are asked at each press what they are now', () => {
    let isDrawing = false;
    const did: string[] = [];
    const close = pushKeys((): Keys => (isDrawing ? { Enter: () => did.push('line kept') } : {}));
    expect(press('Enter')).toBe(false);
    isDrawing = true;
    expect(press('Enter')).toBe(true);
    close();
    expect(did).toEqual(['line kept']);
  });

  it('give each screen its own way back, and the one before it when it closes', () => {
    const did: string[] = [];
    const forget = pushUndo({ undo: () => did.push('decision'), redo: null });
    const closePlan = pushUndo(() => ({ undo: null, redo: () => did.push('step again') }));
    expect(stepBack('undo')).toBe(false);
    expect(stepBack('redo')).toBe(true);
    closePlan();
    expect(stepBack('undo')).toBe(true);
    forget();
    expect(stepBack('undo')).toBe(false);
    expect(did).toEqual(['step again', 'decision']);
  });
});
