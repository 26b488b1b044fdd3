export { authOptions } from './auth-options';
export type { ActiveCustomer } from './customer-context';
export { localPath } from './local-path';
export type { ActiveMember, OpenableProvider } from './member-context';
export { proveNewOrOwn } from './prove-new-or-own';
export { assertRole, hasRole } from './roles';
export { type SignUpCustomerInput, signUpCustomer, signUpCustomerInput } from './sign-up-customer';
export { verifyPassword } from './verify-password';
export { visitorContext } from './visitor-context';
