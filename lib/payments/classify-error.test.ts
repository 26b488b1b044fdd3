import { expect, it } from 'vitest';
import { classifyError } from './classify-error';

const card = (fields: object) => ({ type: 'StripeCardError', statusCode: 402, message: 'No.', ...fields });

it.each([
  ['generic_decline', false],
  ['insufficient_funds', false],
  ['do_not_honor', false],
  ['try_again_later', false],
  ['stolen_card', true],
  ['expired_card', true],
  ['authentication_required', true],
])('%s is a hard decline: %s', (decline_code, isHard) => {
  const failure = classifyError(
    card({ code: 'card_declined', decline_code, payment_intent: { id: 'pi_1' } }),
  );
  expect(failure).toEqual({ kind: 'declined', code: decline_code, message: 'No.', isHard, intentId: 'pi_1' });
});

it('takes the code where there is no decline code', () => {
  expect(classifyError(card({ code: 'expired_card' }))).toMatchObject({ code: 'expired_card', isHard: true });
  expect(classifyError(card({}))).toMatchObject({ code: 'card_declined', isHard: false, intentId: null });
});

it('what was refused before anything happened is not made again', () => {
  const refused = { type: 'StripeInvalidRequestError', message: 'Too small.', statusCode: 400 };
  expect(classifyError({ ...refused, code: 'amount_too_small' })).toMatchObject({
    kind: 'refused',
    code: 'amount_too_small',
  });
  expect(classifyError({ ...refused, statusCode: 404, code: 'resource_missing' }).kind).toBe('refused');
  expect(classifyError(refused)).toMatchObject({ kind: 'refused', code: 'invalid_request' });
});

it.each([
  ['a broken connection', { type: 'StripeConnectionError', message: 'Reset.' }],
  ['a server error', { type: 'StripeAPIError', statusCode: 500, message: 'Oh.' }],
  ['a limit', { type: 'StripeRateLimitError', statusCode: 429, message: 'Slow.' }],
  [
    'a call with the same key under way',
    { type: 'StripeInvalidRequestError', statusCode: 409, message: 'Wait.' },
  ],
  ['a wrong secret key', { type: 'StripeAuthenticationError', statusCode: 401, message: 'Who?' }],
  ['an answer that is none', new Error('not a payment_intent')],
  ['nothing', undefined],
])('after %s the outcome is unknown', (_what, error) => {
  expect(classifyError(error).kind).toBe('unknown');
});
