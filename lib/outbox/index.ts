export { type EventType, WEBHOOK_EVENT_TYPES, type WebhookEventType } from './event-types';
export { publishEvent } from './publish-event';
