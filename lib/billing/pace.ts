import { decimal, formatDecimal, roundTo, roundToBigint } from '@/lib/core/decimal';
import type { Span } from '@/lib/core/period';
import type { MeasuredUse } from '@/lib/usage';

/** Pure: what a use comes to when the rest of its span goes on as the part until now. Whole units, rounded. */
export function useAtPace(use: MeasuredUse, span: Span, now: Date): MeasuredUse {
  const [startMs, nowMs, endMs] = [span.start.getTime(), now.getTime(), span.end.getTime()];
  if (nowMs <= startMs || nowMs >= endMs) return use;
  const factor = decimal(endMs - startMs).div(nowMs - startMs);
  return {
    ...use,
    quantity: formatDecimal(roundTo(decimal(use.quantity).times(factor), 0, 'half_up')),
    calls: roundToBigint(decimal(use.calls).times(factor)),
  };
}
