// A process of its own, started by readPeople.ts for one file.
import { readPeopleTable, type PeopleRequest } from './peopleTable.ts';

process.once('message', (request) => {
  process.send!(readPeopleTable(request as PeopleRequest), () => process.disconnect());
});
process.once('disconnect', () => process.exit()); // whoever asked has gone
