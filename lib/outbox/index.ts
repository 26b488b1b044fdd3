export { publishEvent } from './publish-event';
