import type { ReactNode } from 'react';
import { Wordmark } from '@/components/marketing/wordmark';
import { LinkButton } from '@/components/ui/link-button';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import type { DocsLinkSection } from './docs-href';
import { DocsNav } from './docs-nav';
import { DocsPhoneMenu } from './docs-phone-menu';
import { DocsSearch } from './docs-search';
import './docs.css';

/** What stands around every page of the documentation: search on top, the contents beside it. */
export function DocsFrame({ sections, children }: { sections: DocsLinkSection[]; children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 border-b bg-background">
        <div className="mx-auto flex h-14 w-full max-w-[90rem] items-center gap-3 px-4 sm:px-6">
          <Wordmark />
          <span className="hidden text-muted sm:inline">Docs</span>
          <div className="ml-auto flex min-w-0 items-center gap-1.5">
            <DocsSearch />
            <div className="hidden items-center gap-1.5 lg:flex">
              <ThemeToggle />
              <LinkButton href="/dashboard" prefetch={false} look="quiet" size="small">
                Dashboard
              </LinkButton>
              <LinkButton href="/signup" size="small">
                Start selling
              </LinkButton>
            </div>
            <DocsPhoneMenu sections={sections} />
          </div>
        </div>
      </header>
      <div className="mx-auto w-full max-w-[90rem] lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside className="hidden border-r lg:block">
          <div className="sticky top-14 max-h-[calc(100dvh-3.5rem)] overflow-y-auto p-4 pb-10">
            <DocsNav sections={sections} />
          </div>
        </aside>
        <main id="content" className="min-w-0 px-4 py-7 sm:px-6 lg:px-10 lg:py-10">
          {children}
        </main>
      </div>
    </>
  );
}
