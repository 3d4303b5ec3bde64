import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds of a process and of its children that have ended (proc(5): fields 14 to 17 of stat, in hundredths). */
export function cpuSeconds(pid: number): number {
  return [11, 12, 13, 14].reduce((sum, i) => sum + Number(statOf(pid)[i]) / 100, 0);
}

/** The same with its children that are still there, such as a database server's. */
export function familySeconds(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid);
  return cpuSeconds(pid) + children.reduce((sum, child) => sum + cpuSeconds(child), 0);
}

function parentOf(pid: number): number | null {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    return null; // it has just ended
  }
}

/** From the third field on: the second, the program's name, may hold blanks. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
