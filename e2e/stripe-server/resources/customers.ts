import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { invalid } from '../problem';
import { idOf, mergeMetadata, newId, type Scope } from '../scope';
import { detach } from './payment-methods';

type CustomerOperations =
  | 'POST /v1/customers'
  | 'GET /v1/customers'
  | 'GET /v1/customers/:id'
  | 'POST /v1/customers/:id'
  | 'DELETE /v1/customers/:id'
  | 'GET /v1/customers/:id/payment_methods'
  | 'GET /v1/customers/:id/payment_methods/:child';

export const customers: Handlers<CustomerOperations> = {
  'POST /v1/customers': ({ scope, params }) => createCustomer(scope, params),
  'GET /v1/customers': ({ scope, params }) => {
    const { email } = params;
    const found = scope.all('customer').filter((customer) => email === undefined || customer.email === email);
    return page(found, params, '/v1/customers');
  },
  'GET /v1/customers/:id': ({ scope, id }) =>
    isDeleted(scope, id) ? { id, object: 'customer', deleted: true } : scope.get('customer', id),
  'POST /v1/customers/:id': ({ scope, params, id }) => {
    const customer = scope.get('customer', id);
    const changed = apply(scope, structuredClone(customer), params);
    scope.save('customer', changed);
    scope.emit('customer.updated', changed, {});
    return changed;
  },
  'DELETE /v1/customers/:id': ({ scope, id }) => {
    const customer = scope.get('customer', id);
    for (const method of methodsOf(scope, id)) detach(scope, method);
    scope.remove('customer', id);
    scope.know(id, { isUsedUp: true });
    scope.emit('customer.deleted', customer);
    return { id, object: 'customer', deleted: true };
  },
  'GET /v1/customers/:id/payment_methods': ({ scope, params, id }) => {
    scope.get('customer', id);
    const { type } = params;
    const found = methodsOf(scope, id).filter((method) => type === undefined || method.type === type);
    return page(found, params, `/v1/customers/${id}/payment_methods`);
  },
  'GET /v1/customers/:id/payment_methods/:child': ({ scope, id, child }) => {
    scope.get('customer', id);
    const method = scope.get('payment_method', child);
    if (idOf(method.customer) !== id) {
      throw invalid(`The payment method '${child}' is not attached to the customer.`, {
        code: 'resource_missing',
      });
    }
    return method;
  },
};

const isDeleted = (scope: Scope, id: string) => !scope.find('customer', id) && scope.facts(id).isUsedUp;

const methodsOf = (scope: Scope, id: string) =>
  scope.all('payment_method').filter(({ customer }) => idOf(customer) === id);

export function createCustomer(scope: Scope, params: Stripe.CustomerCreateParams): Stripe.Customer {
  const id = newId('cus', 14);
  const blank: Stripe.Customer = {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: scope.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: null,
    invoice_prefix: newId('x', 8).slice(2).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  const customer = apply(scope, blank, params);
  if (params.payment_method) attachLater(scope, customer, params.payment_method);
  scope.save('customer', customer);
  scope.emit('customer.created', customer);
  return customer;
}

/** A payment method may be attached in the request that makes its customer. */
function attachLater(scope: Scope, customer: Stripe.Customer, id: string): void {
  const method = scope.get('payment_method', id, 'payment_method');
  if (method.customer) {
    throw invalid('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    });
  }
  scope.save('payment_method', { ...method, customer: customer.id });
  scope.emit('payment_method.attached', { ...method, customer: customer.id });
}

function apply(
  scope: Scope,
  customer: Stripe.Customer,
  params: Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams,
): Stripe.Customer {
  for (const field of ['description', 'email', 'name', 'phone'] as const) {
    const value = params[field];
    if (value !== undefined) customer[field] = value || null;
  }
  if (params.email && !/^\S+@\S+\.\S+$/.test(params.email)) {
    throw invalid(`Invalid email address: ${params.email}`, { code: 'email_invalid', param: 'email' });
  }
  if (params.address !== undefined) customer.address = params.address ? address(params.address) : null;
  const standard = params.invoice_settings?.default_payment_method;
  if (standard !== undefined) {
    if (
      standard !== '' &&
      idOf(scope.get('payment_method', standard, 'invoice_settings[default_payment_method]').customer) !==
        customer.id
    ) {
      throw invalid(
        `The customer does not have a payment method with the ID ${standard}. The payment method must be attached to the customer.`,
        { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
      );
    }
    customer.invoice_settings.default_payment_method = standard || null;
  }
  customer.metadata = mergeMetadata(customer.metadata, params.metadata);
  return customer;
}

function address(params: Stripe.AddressParam): Stripe.Address {
  const {
    city = null,
    country = null,
    line1 = null,
    line2 = null,
    postal_code = null,
    state = null,
  } = params;
  return { city, country, line1, line2, postal_code, state };
}
