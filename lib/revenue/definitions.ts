/**
 * What each number means, written once: the API's reference, the dashboard's hover texts and the docs read it
 * from here.
 */
export const DEFINITIONS = {
  mrr: 'Monthly recurring revenue at the end of the range: the base fees of subscriptions that are active or past due, a yearly one’s twelfth, less the coupons in force that last longer than one invoice; each subscription rounded once, half away from zero. Trials, pauses, usage, prepaid credits and taxes are not in it. A planned cancellation counts until it happens.',
  arr: 'Twelve times MRR.',
  new: 'MRR of customers who paid for the first time in the range.',
  expansion: 'MRR gained from customers who paid already: upgrades, dearer versions, coupons that ran out.',
  contraction: 'MRR lost from customers who still pay, as a negative amount: downgrades, cheaper versions.',
  churn: 'MRR lost from customers who stopped paying, as a negative amount. A pause is churn until it ends.',
  reactivation: 'MRR of customers who had stopped and pay again.',
  activeCustomers:
    'Customers with a subscription that is active or past due at the end of the range, on a free plan too.',
  trialing: 'Customers in a trial at the end of the range.',
  arpu: 'Average revenue per user: MRR divided by active customers, rounded half away from zero.',
  usageRevenue:
    'What the usage of the range is worth, by the day: the price of everything used until a day’s end, less the price of everything used until its start, at the price in force then; before discounts and taxes, invoiced or not. What a minimum adds, and meters that take a maximum or count distinct values, count on the day on which their window closes.',
  netRevenue:
    'Final invoices issued in the range, after discounts and without taxes, less credit notes issued in it, payments disputed in it and not won back, and what was written off. Void invoices are not in it.',
  churnRate: 'The share of customers who paid at the start of the range and had stopped by its end; 0 to 1.',
} as const;

export type RevenueTerm = keyof typeof DEFINITIONS;
