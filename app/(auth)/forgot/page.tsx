import type { Metadata } from 'next';
import { ForgotForm } from '@/components/auth/account-forms';
import { AuthCard } from '@/components/auth/auth-card';
import { forgotOwnPasswordAction } from '../account-actions';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default function ForgotOwnPasswordPage() {
  return (
    <AuthCard title="Forgot your password?" description="You get a link by mail to set a new one.">
      <ForgotForm action={forgotOwnPasswordAction} />
    </AuthCard>
  );
}
