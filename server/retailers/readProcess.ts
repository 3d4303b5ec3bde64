// A process of its own, started by readAside.ts for one file.
import { readFile, type ReadRequest } from './readFile.ts';

process.once('message', (request) => {
  void readFile(request as ReadRequest).then((reply) => process.send!(reply, () => process.disconnect()));
});
process.once('disconnect', () => process.exit()); // whoever asked has gone
