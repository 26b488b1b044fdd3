import { classNames } from './class-names';

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('animate-pulse rounded-md bg-hover', className)} />;
}

/** The shape of most screens while they load: a heading, figures, a table. Same heights, so nothing jumps. */
export function PageSkeleton({ figures = 0 }: { figures?: number }) {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-6 h-8 w-48" />
      {figures > 0 && (
        <div className="mb-6 grid grid-cols-2 gap-3 xl:grid-cols-4">
          {Array.from({ length: figures }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
            <Skeleton key={index} className="h-[6.3rem]" />
          ))}
        </div>
      )}
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
