'use client';

import { carryKey } from '@/components/docs/carried-key';
import { FirstCall } from '@/components/portal/first-call';
import { LinkButton } from '@/components/ui/link-button';
import { SecretOnce, ShownOnceNotice } from '@/components/ui/secret-once';
import { FirstCallSnippets } from './first-call-snippets';

export interface Seller {
  slug: string;
  name: string;
  apiUrl: string;
  /** True when it has published a description of its API. */
  hasDocs: boolean;
}

interface Props {
  secret: string;
  seller: Seller;
  /** True for a plan that costs something while there is no card yet. */
  wantsCard: boolean;
}

/** The key of somebody who has just signed up, and what to do with it. */
export function FirstKey({ secret, seller, wantsCard }: Props) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <SecretOnce label="Your API key" secret={secret} />
      <ShownOnceNotice />
      <FirstCallSnippets url={seller.apiUrl} secret={secret} />
      {seller.hasDocs && (
        // A page of its own policy, so the browser loads it anew; the key goes along in the tab.
        <a
          href={`/p/${seller.slug}/docs`}
          onClick={() => carryKey(seller.slug, secret)}
          className="text-[0.933rem] font-medium underline underline-offset-4"
        >
          Read the API docs and try calls with this key
        </a>
      )}
      <FirstCall href={`/p/${seller.slug}/portal/first-call`} />
      {wantsCard && <LinkButton href={`/p/${seller.slug}/portal/billing`}>Add a card</LinkButton>}
      <LinkButton href={`/p/${seller.slug}/portal`} look="secondary">
        Go to your account
      </LinkButton>
    </div>
  );
}
