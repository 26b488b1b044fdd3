import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { AuthCard } from '@/components/auth/auth-card';
import { LoginForm } from '@/components/auth/login-form';
import { SignInElsewhere } from '@/components/auth/sign-in-elsewhere';
import { Notice } from '@/components/ui/notice';
import { localPath, signInsElsewhere } from '@/lib/auth';
import { currentCustomer, currentUser, requireProvider } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { loginCustomerAction } from '../actions';

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ next: textParameter });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `Sign in · ${provider.name}` } };
}

export default async function CustomerLoginPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { provider } = await requireProvider(slug);
  const { next } = await readQuery(searchParams, query);
  const [user, active] = await Promise.all([currentUser(), currentCustomer(slug)]);
  return (
    <AuthCard
      title={`Sign in to ${provider.name}`}
      description="Your keys, usage and invoices."
      footer={
        <>
          No account yet?{' '}
          <Link href={`/p/${slug}`} className="font-medium text-foreground underline underline-offset-4">
            See the plans
          </Link>
        </>
      }
    >
      {user && !active && (
        <Notice tone="warning" className="mb-4">
          You are signed in as {user.email}, who has no account with {provider.name}.
        </Notice>
      )}
      <SignInElsewhere sites={signInsElsewhere()} next={localPath(next, `/p/${slug}/portal`)} />
      <LoginForm action={loginCustomerAction} next={next} seller={slug} forgotHref={`/p/${slug}/forgot`} />
    </AuthCard>
  );
}
