// Loaded before a server under test: its clock is ahead by as many milliseconds as the file CLOCK_FILE says just now.
import { readFileSync } from 'node:fs';

const RealDate = Date;
let shiftMs = 0;
const look = () => (shiftMs = Number(readFileSync(process.env.CLOCK_FILE, 'utf8')));
look();
setInterval(look, 50).unref();

globalThis.Date = class Date extends RealDate {
  constructor(...when) {
    if (when.length === 0) super(RealDate.now() + shiftMs);
    else super(...when);
  }
  static now() {
    return RealDate.now() + shiftMs;
  }
};
