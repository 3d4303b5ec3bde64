export function countFalseAlarms(folder: string): void { console.log(folder); }
