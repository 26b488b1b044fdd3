import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/lib/core/format';

/** How much of a quota is used: in words, and as a bar that changes colour towards its end. */
export function QuotaMeter({ used, limit, currency }: { used: number; limit: number; currency: string }) {
  const percent = limit === 0 ? 100 : Math.min(100, Math.round((used / limit) * 100));
  const color = percent >= 100 ? 'bg-danger' : percent >= 80 ? 'bg-warning' : 'bg-accent';
  const words = `${formatCount(used, currency)} of ${formatCount(limit, currency)}`;
  return (
    <div>
      <meter className="sr-only" min={0} max={limit} value={used}>
        {words}
      </meter>
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
        <div className={classNames('h-full rounded-full', color)} style={{ width: `${percent}%` }} />
      </div>
      <p className="mt-1.5 text-[0.867rem] text-muted tabular-nums">
        {words} ({percent}%)
      </p>
    </div>
  );
}
