import type { RouteModule } from '@/lib/http/openapi';
import * as apiDocument from '../v1/api-document/route';
import * as audit from '../v1/audit/route';
import * as authRequest from '../v1/auth-request/route';
import * as clock from '../v1/clock/route';
import * as coupons from '../v1/coupons/route';
import * as creditNotePdf from '../v1/credit-notes/[id]/pdf/route';
import * as creditNote from '../v1/credit-notes/[id]/route';
import * as allCreditNotes from '../v1/credit-notes/route';
import * as autoTopUp from '../v1/customers/[id]/auto-top-up/route';
import * as budget from '../v1/customers/[id]/budget/route';
import * as creditGrant from '../v1/customers/[id]/credits/[grant]/route';
import * as credits from '../v1/customers/[id]/credits/route';
import * as upcoming from '../v1/customers/[id]/invoices/upcoming/route';
import * as customerKeys from '../v1/customers/[id]/keys/route';
import * as mailSettings from '../v1/customers/[id]/mail-settings/route';
import * as customerMethods from '../v1/customers/[id]/payment-methods/route';
import * as reactivate from '../v1/customers/[id]/reactivate/route';
import * as customer from '../v1/customers/[id]/route';
import * as subscriptionPreview from '../v1/customers/[id]/subscription/preview/route';
import * as subscription from '../v1/customers/[id]/subscription/route';
import * as suspend from '../v1/customers/[id]/suspend/route';
import * as topUps from '../v1/customers/[id]/top-ups/route';
import * as customers from '../v1/customers/route';
import * as disputes from '../v1/disputes/route';
import * as events from '../v1/events/route';
import * as creditNotes from '../v1/invoices/[id]/credit-notes/route';
import * as explain from '../v1/invoices/[id]/explain/route';
import * as finalize from '../v1/invoices/[id]/finalize/route';
import * as markPaid from '../v1/invoices/[id]/mark-paid/route';
import * as pay from '../v1/invoices/[id]/pay/route';
import * as invoicePayments from '../v1/invoices/[id]/payments/route';
import * as invoicePdf from '../v1/invoices/[id]/pdf/route';
import * as invoice from '../v1/invoices/[id]/route';
import * as voided from '../v1/invoices/[id]/void/route';
import * as writeOff from '../v1/invoices/[id]/write-off/route';
import * as invoices from '../v1/invoices/route';
import * as rotate from '../v1/keys/[id]/rotate/route';
import * as key from '../v1/keys/[id]/route';
import * as grantLease from '../v1/leases/grant/route';
import * as settleLease from '../v1/leases/settle/route';
import * as meters from '../v1/meters/route';
import * as defaultMethod from '../v1/payment-methods/[id]/default/route';
import * as method from '../v1/payment-methods/[id]/route';
import * as paymentSettings from '../v1/payment-settings/route';
import * as payments from '../v1/payments/route';
import * as archive from '../v1/plans/[slug]/archive/route';
import * as invitation from '../v1/plans/[slug]/invitations/[invitation]/route';
import * as invitations from '../v1/plans/[slug]/invitations/route';
import * as migrate from '../v1/plans/[slug]/migrate/route';
import * as plan from '../v1/plans/[slug]/route';
import * as versions from '../v1/plans/[slug]/versions/route';
import * as plans from '../v1/plans/route';
import * as portalSessions from '../v1/portal-sessions/route';
import * as provider from '../v1/provider/route';
import * as publicPlans from '../v1/public/[providerSlug]/plans/route';
import * as quote from '../v1/quote/route';
import * as reconciliation from '../v1/reconciliation/route';
import * as rehearsals from '../v1/rehearsals/route';
import * as revenue from '../v1/revenue/route';
import * as settle from '../v1/settle/route';
import * as replay from '../v1/stripe-events/[id]/replay/route';
import * as stripeEvents from '../v1/stripe-events/route';
import * as usage from '../v1/usage/route';
import * as verify from '../v1/verify/route';
import * as redeliver from '../v1/webhook-deliveries/[id]/redeliver/route';
import * as delivery from '../v1/webhook-deliveries/[id]/route';
import * as deliveries from '../v1/webhook-deliveries/route';
import * as rotateSecret from '../v1/webhook-endpoints/[id]/rotate-secret/route';
import * as endpoint from '../v1/webhook-endpoints/[id]/route';
import * as endpoints from '../v1/webhook-endpoints/route';

/**
 * Every route file of the API by its path, in the order in which the reference shows them. A test fails for a
 * file that is missing here.
 */
export const ROUTES: Record<string, RouteModule> = {
  '/verify': verify,
  '/settle': settle,
  '/events': events,
  '/auth-request': authRequest,
  '/leases/grant': grantLease,
  '/leases/settle': settleLease,
  '/usage': usage,
  '/plans': plans,
  '/plans/{slug}': plan,
  '/plans/{slug}/versions': versions,
  '/plans/{slug}/migrate': migrate,
  '/plans/{slug}/archive': archive,
  '/plans/{slug}/invitations': invitations,
  '/plans/{slug}/invitations/{invitation}': invitation,
  '/meters': meters,
  '/quote': quote,
  '/public/{providerSlug}/plans': publicPlans,
  '/customers': customers,
  '/customers/{id}': customer,
  '/customers/{id}/suspend': suspend,
  '/customers/{id}/reactivate': reactivate,
  '/customers/{id}/budget': budget,
  '/customers/{id}/mail-settings': mailSettings,
  '/customers/{id}/keys': customerKeys,
  '/keys/{id}': key,
  '/keys/{id}/rotate': rotate,
  '/customers/{id}/subscription': subscription,
  '/customers/{id}/subscription/preview': subscriptionPreview,
  '/customers/{id}/credits': credits,
  '/customers/{id}/credits/{grant}': creditGrant,
  '/portal-sessions': portalSessions,
  '/coupons': coupons,
  '/customers/{id}/invoices/upcoming': upcoming,
  '/invoices': invoices,
  '/invoices/{id}': invoice,
  '/invoices/{id}/pdf': invoicePdf,
  '/invoices/{id}/explain': explain,
  '/invoices/{id}/finalize': finalize,
  '/invoices/{id}/void': voided,
  '/invoices/{id}/write-off': writeOff,
  '/invoices/{id}/mark-paid': markPaid,
  '/invoices/{id}/credit-notes': creditNotes,
  '/credit-notes': allCreditNotes,
  '/credit-notes/{id}': creditNote,
  '/credit-notes/{id}/pdf': creditNotePdf,
  '/provider': provider,
  '/api-document': apiDocument,
  '/webhook-endpoints': endpoints,
  '/webhook-endpoints/{id}': endpoint,
  '/webhook-endpoints/{id}/rotate-secret': rotateSecret,
  '/webhook-deliveries': deliveries,
  '/webhook-deliveries/{id}': delivery,
  '/webhook-deliveries/{id}/redeliver': redeliver,
  '/invoices/{id}/pay': pay,
  '/invoices/{id}/payments': invoicePayments,
  '/payments': payments,
  '/disputes': disputes,
  '/customers/{id}/payment-methods': customerMethods,
  '/payment-methods/{id}/default': defaultMethod,
  '/payment-methods/{id}': method,
  '/customers/{id}/top-ups': topUps,
  '/customers/{id}/auto-top-up': autoTopUp,
  '/payment-settings': paymentSettings,
  '/stripe-events': stripeEvents,
  '/stripe-events/{id}/replay': replay,
  '/clock': clock,
  '/revenue': revenue,
  '/rehearsals': rehearsals,
  '/reconciliation': reconciliation,
  '/audit': audit,
};
