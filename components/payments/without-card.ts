/** What becomes of the invoices of customers who never gave a card, as a provider reads it. */
export const WITHOUT_CARD = [
  { value: 'wait', label: 'Their invoices wait to be paid by hand' },
  { value: 'pursue', label: 'Pursued from the due date on, like a payment that failed' },
] as const;
