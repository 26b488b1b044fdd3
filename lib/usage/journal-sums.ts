/**
 * The end of a statement that changes usage: what its `sums` add to the rollups goes to the journal, one row a provider.
 * `sums` has the columns of a rollup.
 */
export const JOURNAL_SUMS = `
  INSERT INTO ledger.rollup_journal (provider_id, customer_id, meter, bucket, endpoint, key_id, status, quantity,
    calls, latency_ms_total, latency_calls)
  SELECT provider_id, array_agg(customer_id), array_agg(meter), array_agg(bucket), array_agg(endpoint),
    array_agg(key_id), array_agg(status), array_agg(quantity), array_agg(calls), array_agg(latency_ms_total),
    array_agg(latency_calls)
  FROM sums GROUP BY provider_id`;
