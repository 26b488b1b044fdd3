import type { Metadata } from 'next';
import { ForgotForm } from '@/components/auth/account-forms';
import { AuthCard } from '@/components/auth/auth-card';
import { requireProvider } from '@/lib/auth/request';
import { forgotPasswordAction } from '../account-actions';

interface Props {
  params: Promise<{ provider: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `Forgot your password? · ${provider.name}` } };
}

export default async function ForgotPage({ params }: Props) {
  const { provider } = await requireProvider((await params).provider);
  return (
    <AuthCard title="Forgot your password?" description="You get a link by mail to set a new one.">
      <ForgotForm action={forgotPasswordAction} seller={provider.slug} />
    </AuthCard>
  );
}
