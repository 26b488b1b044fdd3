export { addCustomerMember } from './add-customer-member';
export { addCustomerNote } from './add-customer-note';
export { addProviderMember } from './add-provider-member';
export { changeCustomerMember } from './change-customer-member';
export { changeProviderMember } from './change-provider-member';
export { closeProvider } from './close-provider';
export { confirmUser, isConfirmed, unconfirmedSince } from './confirm-user';
export { contextOfProviderId } from './context-of-provider-id';
export { contextOfProviderSlug } from './context-of-provider-slug';
export { COUNTRY_CODES } from './countries';
export { createCustomer } from './create-customer';
export { type CreatedProvider, createProvider } from './create-provider';
export { createSecretKey } from './create-secret-key';
export { deleteCustomer } from './delete-customer';
export { type EnsureUserInput, ensureUser } from './ensure-user';
export * from './fields';
export { getBranding } from './get-branding';
export { getCustomer } from './get-customer';
export { getLogo } from './get-logo';
export { getProvider } from './get-provider';
export { givenOnly } from './given-only';
export { listCustomerMembers } from './list-customer-members';
export { type CustomerNote, listCustomerNotes } from './list-customer-notes';
export { listCustomers } from './list-customers';
export { listPortalsOfUser, type PortalOfUser } from './list-portals-of-user';
export { listProviderMembers } from './list-provider-members';
export { listProviders } from './list-providers';
export { listSecretKeys } from './list-secret-keys';
export { nameCustomers } from './name-customers';
export { hashPassword, isPassword } from './passwords';
export {
  maySeeCustomer,
  requireOwnerFor,
  requireProviderSide,
  requireProviderWriter,
  requireWriter,
} from './permissions';
export type { SecretKeyView } from './provider-view';
export { reactivateCustomer } from './reactivate-customer';
export { removeCustomerMember } from './remove-customer-member';
export { removeCustomerNote } from './remove-customer-note';
export { resolveCustomerId } from './resolve-customer-id';
export { revokeSecretKey } from './revoke-secret-key';
export { rotateSecretKey } from './rotate-secret-key';
export {
  type Address,
  address,
  type Branding,
  type BudgetInput,
  branding,
  budget,
  budgetInput,
  type CreateCustomerInput,
  type CreateProviderInput,
  type Customer,
  createCustomerInput,
  createProviderInput,
  customer,
  customerList,
  customerParams,
  deleted,
  type ListCustomersInput,
  listCustomersInput,
  type Member,
  type ProviderView,
  password,
  providerView as providerSchema,
  role as memberRole,
  SANDBOX_SUFFIX,
  type UpdateCustomerInput,
  type UpdateProviderInput,
  updateCustomerInput,
  updateProviderInput,
} from './schemas';
export { setBudget } from './set-budget';
export { setPassword } from './set-password';
export { stepClock } from './step-clock';
export { suspendCustomer } from './suspend-customer';
export { type PaperSettings, type TaxSettings, taxSettings } from './tax-settings';
export type { UntenantedContext } from './untenanted-context';
export { updateCustomer } from './update-customer';
export { updateProvider } from './update-provider';
export { userEmail } from './user-store';
