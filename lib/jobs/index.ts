export { type Backlog, countBacklog } from './count-backlog';
export { startJobs } from './start-jobs';
