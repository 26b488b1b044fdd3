import { Eye } from 'lucide-react';
import { Button } from '@/components/ui/button';

interface Props {
  /** The provider's own person who looks on; null for the customer. */
  openedBy: string | null;
  returnUrl: string | null;
  customer: string;
  /** Where the form that ends it is sent. */
  leaveHref: string;
}

/** Says that a link opened this portal: whose eyes see it, and the way back. */
export function LinkBanner({ openedBy, returnUrl, customer, leaveHref }: Props) {
  if (!openedBy && !returnUrl) return null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-warning/25 bg-warning-soft px-4 py-1.5 text-[0.867rem] text-warning">
      {openedBy && (
        <span className="inline-flex items-center gap-2" role="status">
          <Eye aria-hidden className="size-4 shrink-0" />
          {openedBy}, you see this portal as {customer}. What you do here is written down under your name.
        </span>
      )}
      {openedBy ? (
        <form action={leaveHref} method="post">
          <Button type="submit" look="secondary" size="small">
            Leave
          </Button>
        </form>
      ) : (
        returnUrl && (
          <a href={returnUrl} className="underline underline-offset-4">
            Back to {new URL(returnUrl).host}
          </a>
        )
      )}
    </div>
  );
}
