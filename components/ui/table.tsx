import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** A table that scrolls inside its own frame where the screen is narrower; the frame takes the keyboard. */
export function Table({ label, className, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border bg-surface"
    >
      <table {...rest} className={classNames('w-full border-collapse text-[0.933rem]', className)} />
    </section>
  );
}

export function HeadCell({
  isNumber = false,
  className,
  ...rest
}: ComponentProps<'th'> & { isNumber?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames(
        'border-b bg-subtle px-4 py-2.5 text-[0.867rem] font-medium whitespace-nowrap text-muted',
        isNumber ? 'text-right' : 'text-left',
        className,
      )}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={classNames('border-b last:border-b-0 hover:bg-subtle', className)} />;
}

export function Cell({
  isNumber = false,
  className,
  ...rest
}: ComponentProps<'td'> & { isNumber?: boolean }) {
  return (
    <td
      {...rest}
      className={classNames(
        'px-4 py-2.5 align-middle',
        isNumber && 'text-right whitespace-nowrap tabular-nums',
        className,
      )}
    />
  );
}
