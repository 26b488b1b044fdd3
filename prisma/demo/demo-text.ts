import type { Demo } from './seed-demo';

/** Where to look and with what, for the terminal. */
export function demoText({ isNew, email, password, accounts }: Demo, base = ''): string {
  const lines = [
    isNew ? 'Demo data: two providers with ninety days of customers, usage and invoices.' : 'Demo data:',
    `  dashboard      ${base}/login   ${email} / ${password}`,
  ];
  for (const { name, slug, secretKey, customer } of accounts) {
    lines.push(
      `  ${name}`,
      `    pricing page ${base}/p/${slug}`,
      `    portal       ${base}/p/${slug}/login   ${customer.email} / ${customer.password} (${customer.name})`,
    );
    if (secretKey) lines.push(`    secret key   ${secretKey}`);
    if (customer.key) lines.push(`    API key      ${customer.key} (${customer.name})`);
  }
  if (isNew) lines.push('The keys are shown this once.');
  return lines.join('\n');
}
