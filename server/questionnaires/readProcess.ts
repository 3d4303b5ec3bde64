// A process of its own, started by tables/readAside.ts for one file.
import { readFile, type ReadRequest } from './readFile.ts';

process.once('message', (request) => {
  process.send!(readFile(request as ReadRequest), () => process.disconnect());
});
process.once('disconnect', () => process.exit()); // whoever asked has gone
