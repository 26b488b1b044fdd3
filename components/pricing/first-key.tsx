'use client';

import { FirstCall } from '@/components/portal/first-call';
import { CodeBlock } from '@/components/ui/code-block';
import { LinkButton } from '@/components/ui/link-button';
import { SecretOnce, ShownOnceNotice } from '@/components/ui/secret-once';

export interface Seller {
  slug: string;
  name: string;
  apiUrl: string;
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
      <CodeBlock
        label="Your first call"
        code={`curl ${seller.apiUrl} \\\n  -H "Authorization: Bearer ${secret}"`}
      />
      <FirstCall href={`/p/${seller.slug}/portal/first-call`} />
      {wantsCard && <LinkButton href={`/p/${seller.slug}/portal/billing`}>Add a card</LinkButton>}
      <LinkButton href={`/p/${seller.slug}/portal`} look="secondary">
        Go to your account
      </LinkButton>
    </div>
  );
}
