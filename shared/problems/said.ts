// Pure: what a page needs to say a problem, as one piece that is loaded when there is one.
export { fieldName } from './fieldNames.ts';
export { sentenceOf } from './problems.ts';
