import { LinkButton } from '@/components/ui/link-button';
import { Wordmark } from './wordmark';

export function SiteHeader() {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-4 sm:px-6">
      <Wordmark />
      <nav aria-label="Account" className="flex items-center gap-1.5">
        <LinkButton href="/docs" look="quiet" size="small">
          Docs
        </LinkButton>
        <LinkButton href="/login" look="quiet" size="small">
          Sign in
        </LinkButton>
        <LinkButton href="/signup" size="small">
          Start selling
        </LinkButton>
      </nav>
    </header>
  );
}
