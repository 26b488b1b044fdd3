import type { VariantProps } from 'class-variance-authority';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { buttonStyle } from './button-style';
import { classNames } from './class-names';

/** A link that looks like a button. */
export function LinkButton({
  look,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & VariantProps<typeof buttonStyle>) {
  return <Link {...rest} className={classNames(buttonStyle({ look, size }), className)} />;
}
