import { parentPort, workerData } from 'node:worker_threads';
import { readFile, type ReadRequest } from './readFile.ts';

parentPort!.postMessage(await readFile(workerData as ReadRequest));
