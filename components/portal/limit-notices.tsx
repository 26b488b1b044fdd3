import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';

interface Props {
  /** Of the portal. */
  path: string;
  isQuotaReached: boolean;
  isBudgetReached: boolean;
}

/** Says which limit keeps calls out now, and what lifts it. */
export function LimitNotices({ path, isQuotaReached, isBudgetReached }: Props) {
  return (
    <>
      {isQuotaReached && (
        <Notice tone="warning">
          <Way href={`${path}/plan`} label="See larger plans">
            The quota of this period is used up.
          </Way>
        </Notice>
      )}
      {isBudgetReached && (
        <Notice tone="warning">
          <Way href={`${path}/budget`} label="Change the budget">
            The budget of this period is used up: calls that cost something are refused.
          </Way>
        </Notice>
      )}
    </>
  );
}

function Way({ href, label, children }: { href: string; label: string; children: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {children}
      <LinkButton href={href} look="secondary" size="small">
        {label}
      </LinkButton>
    </span>
  );
}
