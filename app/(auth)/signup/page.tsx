import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { countryOptions, currencyOptions, timezoneOptions } from '@/app/_loaders/options';
import { AuthCard } from '@/components/auth/auth-card';
import { ProviderSignupForm } from '@/components/auth/provider-signup-form';
import { signUpProviderAction } from '../actions';

export const metadata: Metadata = { title: 'Start selling your API' };

export default async function SignupPage() {
  const host = (await headers()).get('host') ?? '';
  return (
    <AuthCard
      title="Start selling your API"
      description="A live account and a sandbox beside it. No card."
      footer={
        <>
          Have an account?{' '}
          <Link href="/login" className="font-medium text-foreground underline underline-offset-4">
            Sign in
          </Link>
        </>
      }
    >
      <ProviderSignupForm
        action={signUpProviderAction}
        host={host}
        countries={countryOptions()}
        currencies={currencyOptions()}
        timezones={timezoneOptions()}
      />
    </AuthCard>
  );
}
