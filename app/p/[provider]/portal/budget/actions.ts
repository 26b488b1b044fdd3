'use server';

import { z } from 'zod';
import { parseDecimal } from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { toMinor, toSafeNumber } from '@/lib/core/money';
import { defineCustomerAction } from '@/lib/http/define-action';
import { budgetInput, setBudget } from '@/lib/tenants';

/** The hard stop in major units, as it is typed; blank lifts it. */
export const setBudgetAction = defineCustomerAction({
  input: z.object({
    amount: z
      .string()
      .trim()
      .regex(/^\d{1,12}(\.\d{1,3})?$/, 'Must be an amount such as 500 or 499.50.')
      .optional(),
    currency: z.string().length(3),
    alertsAt: z
      .string()
      .regex(/^\s*\d{1,3}(\s*,\s*\d{1,3})*\s*$/, 'Must be percentages such as 50, 80, 100.')
      .optional(),
  }),
  run: async ({ ctx, customer }, { amount, currency, alertsAt }) => {
    const minor = amount === undefined ? null : toMinor(parseDecimal(amount, 'amount'), currency);
    const percents = alertsAt?.split(',').map((percent) => Number.parseInt(percent, 10)) ?? [];
    const parsed = budgetInput.safeParse({
      amount: minor === null ? null : toSafeNumber(minor, 'amount'),
      alertsAt: percents,
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw invalidField(String(issue?.path[0] ?? 'amount'), 'invalid', issue?.message ?? 'Is not valid.');
    }
    await setBudget(ctx, { id: customer.id, budget: parsed.data });
  },
});
