import { classNames } from '@/components/ui/class-names';

const PERCENT = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** How a number stands to the period before: `+4.2% than before`, in colour where more is better or worse. */
export function Change({
  now,
  before,
  than,
  moreIs = 'better',
}: {
  now: number;
  before: number;
  /** `30 days before` */
  than: string;
  moreIs?: 'better' | 'worse' | 'neither';
}) {
  if (before === 0 && now !== 0) return <span>None in the {than}</span>;
  if (now === before) return <span>As in the {than}</span>;
  const share = (now - before) / Math.abs(before);
  const isGood = moreIs !== 'neither' && share !== 0 && share > 0 === (moreIs === 'better');
  const isBad = moreIs !== 'neither' && share !== 0 && !isGood;
  return (
    <span>
      <span className={classNames('tabular-nums', isGood && 'text-success', isBad && 'text-danger')}>
        {PERCENT.format(share)}
      </span>{' '}
      on the {than}
    </span>
  );
}
