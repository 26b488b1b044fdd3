import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { AuthCard } from '@/components/auth/auth-card';
import { LoginForm } from '@/components/auth/login-form';
import { SignInElsewhere } from '@/components/auth/sign-in-elsewhere';
import { localPath, signInsElsewhere } from '@/lib/auth';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { loginAction } from '../actions';

export const metadata: Metadata = { title: 'Sign in' };

const query = z.object({ next: textParameter });

export default async function LoginPage({ searchParams }: { searchParams: SearchParams }) {
  const { next } = await readQuery(searchParams, query);
  return (
    <AuthCard
      title="Sign in"
      description="To your provider dashboard. Customers sign in on their provider's own page."
      footer={
        <>
          New here?{' '}
          <Link href="/signup" className="font-medium text-foreground underline underline-offset-4">
            Start selling your API
          </Link>
        </>
      }
    >
      <SignInElsewhere sites={signInsElsewhere()} next={localPath(next, '/dashboard')} />
      <LoginForm action={loginAction} next={next} forgotHref="/forgot" />
    </AuthCard>
  );
}
