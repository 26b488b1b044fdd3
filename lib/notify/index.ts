export { sendInvitationMail, sendPasswordResetMail, sendVerificationMail } from './mail/account-mails';
export { getMailSettings } from './mail/get-mail-settings';
export { getMail, listMails, type SentMail } from './mail/list-mails';
export { remindAll } from './mail/remind-all';
export { resendInvoice } from './mail/resend-invoice';
export { sendDigests } from './mail/send-digests';
export { setMailSettings } from './mail/set-mail-settings';
export { mailSettings, mailSettingsInput } from './mail/settings-schemas';
export { verifySmtp } from './mail/transport';
export { chooseMail, getMailChoice, type MailChoice } from './mail/unsubscribe';
export { createWebhookEndpoint } from './webhooks/create-endpoint';
export { deleteWebhookEndpoint } from './webhooks/delete-endpoint';
export { getWebhookDelivery } from './webhooks/get-delivery';
export { getWebhookEndpoint } from './webhooks/get-endpoint';
export { listWebhookDeliveries } from './webhooks/list-deliveries';
export { listWebhookEndpoints } from './webhooks/list-endpoints';
export { redeliverWebhook } from './webhooks/redeliver';
export { rotateWebhookSecret } from './webhooks/rotate-secret';
export {
  DELIVERY_STATUSES,
  listWebhookDeliveriesQuery,
  listWebhookEndpointsQuery,
  newWebhookEndpoint,
  rotateWebhookSecretInput,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookEndpoint,
  webhookDelivery,
  webhookDeliveryDetail,
  webhookDeliveryList,
  webhookDeliveryParams,
  webhookEndpoint,
  webhookEndpointChanges,
  webhookEndpointInput,
  webhookEndpointList,
  webhookEndpointParams,
} from './webhooks/schemas';
export { updateWebhookEndpoint } from './webhooks/update-endpoint';
