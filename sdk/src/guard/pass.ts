import type { VerifyResponse } from '../api-types';
import { clock } from '../clock';
import type { Asked } from './asked';
import type { Ending, Pass } from './call';
import { costText } from './options';
import type { Report } from './report';

/** A call that goes ahead. */
export class CountedPass implements Pass {
  readonly id: string | null;
  readonly customer: VerifyResponse['customer'];
  readonly plan: string | null;
  readonly keyId: string | null;
  readonly rateLimit: VerifyResponse['rateLimit'];
  readonly quota: VerifyResponse['quota'];
  readonly spend: VerifyResponse['spend'];
  readonly isDegraded: boolean;
  /** Units, as decimal text. */
  cost: string;

  /** @param answer null where Tollgate is away */
  constructor(
    answer: Omit<VerifyResponse, 'allowed' | 'code'> | null,
    private readonly asked: Asked,
    private readonly report: Report,
  ) {
    this.id = answer?.id ?? null;
    this.customer = answer?.customer ?? null;
    this.plan = answer?.plan ?? null;
    this.keyId = answer?.keyId ?? null;
    this.rateLimit = answer?.rateLimit ?? null;
    this.quota = answer?.quota ?? null;
    this.spend = answer?.spend ?? null;
    this.isDegraded = answer === null || answer.degraded === true;
    this.cost = asked.cost;
  }

  setCost(cost: number | string): void {
    const text = costText(cost);
    if (text === null) this.report.problem('invalid_cost', new TypeError(`"${cost}" is no cost.`));
    else this.cost = text;
  }

  /** Runs at the first of the several ends that a response can have. */
  once(end: (ending: Ending, latencyMs: number) => void): (ending: Ending) => void {
    let hasEnded = false;
    return (ending) => {
      if (hasEnded) return;
      hasEnded = true;
      const latencyMs = Math.round(clock.tickingMs() - this.asked.startedMs);
      this.report.attempt(() => end(ending, Math.min(latencyMs, 86_400_000)), undefined);
    };
  }
}
