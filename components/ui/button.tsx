import type { VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { buttonStyle } from './button-style';
import { classNames } from './class-names';

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { isPending?: boolean };

/** A button; while pending it keeps its width, turns a wheel and takes no second click. */
export function Button({ look, size, isPending = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || isPending}
      className={classNames(buttonStyle({ look, size }), className)}
    >
      {isPending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}
