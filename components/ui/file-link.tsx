import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './button-style';

/** A plain link, because a file is no page. */
export function FileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={buttonStyle({ look: 'secondary', size: 'medium' })}>
      <Download aria-hidden className="size-4" />
      {children}
    </a>
  );
}
