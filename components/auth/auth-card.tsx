import type { ReactNode } from 'react';

/** The one column of sign-in and signup pages. */
export function AuthCard({
  title,
  description,
  children,
  footer,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-[27rem] px-4 py-12 sm:py-16">
      <h1 className="text-[1.5rem] leading-8 font-semibold">{title}</h1>
      {description && <div className="mt-1 text-muted">{description}</div>}
      <div className="mt-7">{children}</div>
      {footer && <div className="mt-6 text-[0.933rem] text-muted">{footer}</div>}
    </div>
  );
}
