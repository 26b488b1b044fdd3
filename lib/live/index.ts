export { mergeBatches } from './batch';
export { noteLiveCalls } from './note-live-calls';
export { endWatching, watchCalls } from './watch-calls';
