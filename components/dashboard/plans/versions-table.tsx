import { priceLines, quotaText, rateLimitText } from '@/components/pricing/describe-price';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatCount, formatInstant, formatPrice } from '@/lib/core/format';
import type { Price } from '@/lib/pricing';

export interface ShownVersion {
  version: number;
  basePrice: string;
  trialDays: number;
  prices: Price[];
  quotas: { meter: string; limit: number; hard: boolean }[];
  rateLimit: { limit: number; windowSeconds: number } | null;
  billing: string;
  chargeableStatus: string;
  createdAt: string;
  subscribers: number;
}

const FAIRNESS: Record<string, string> = {
  below_500: 'Below status 500',
  below_400: 'Below status 400',
  all: 'All',
};

/** A plan's versions side by side, and how many are on each. */
export function VersionsTable({
  versions,
  currency,
  timezone,
  current,
}: {
  versions: ShownVersion[];
  currency: string;
  timezone: string;
  current: number;
}) {
  const rows: { label: string; of(version: ShownVersion): string[] }[] = [
    { label: 'Subscribers', of: ({ subscribers }) => [formatCount(subscribers, currency)] },
    { label: 'Base price', of: ({ basePrice }) => [formatPrice(basePrice, currency)] },
    {
      label: 'Usage',
      of: ({ prices }) =>
        prices.flatMap((price) => priceLines(price, currency).map((line) => `${price.meter}: ${line}`)),
    },
    { label: 'Quotas', of: ({ quotas }) => quotas.map((quota) => quotaText(quota, currency)) },
    { label: 'Rate', of: ({ rateLimit }) => (rateLimit ? [rateLimitText(rateLimit, currency)] : []) },
    { label: 'Trial', of: ({ trialDays }) => (trialDays > 0 ? [`${trialDays} days`] : []) },
    { label: 'Billing', of: ({ billing }) => [billing] },
    { label: 'Billed calls', of: ({ chargeableStatus }) => [FAIRNESS[chargeableStatus] ?? chargeableStatus] },
  ];
  return (
    <Table label="Versions side by side">
      <thead>
        <tr>
          <HeadCell>
            <span className="sr-only">What</span>
          </HeadCell>
          {versions.map(({ version, createdAt }) => (
            <HeadCell key={version}>
              v{version}
              {version === current && ' · on sale'}
              <span className="block font-normal text-muted">
                {formatInstant(createdAt, timezone, 'day')}
              </span>
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, of }) => (
          <Row key={label}>
            <Cell className="align-top text-muted">{label}</Cell>
            {versions.map((version) => (
              <Cell key={version.version} className="align-top">
                {of(version).length === 0 ? (
                  <span className="text-faint">–</span>
                ) : (
                  of(version).map((line) => <div key={line}>{line}</div>)
                )}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
