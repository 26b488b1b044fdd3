import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageResponse } from 'next/og';
import { planHeadline } from '@/components/pricing/plan-facts';
import { ShareImage } from '@/components/pricing/share-image';
import { requireProvider } from '@/lib/auth/request';
import { listPublicPlans } from '@/lib/plans';
import { getBranding } from '@/lib/tenants';

/** What a link to a pricing page looks like where it is shared. */

export const alt = 'Plans and prices';
export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';

const SHOWN_PLANS = 3;
const OWN_COLOR = '#2563eb';

/** Noto Sans, because it has the signs of all currencies, ₹ among them. */
function fontFile(weight: string): Promise<Buffer> {
  const folder = join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans', weight);
  return readFile(join(folder, `NotoSans_${weight}.ttf`));
}

export default async function PricingImage({ params }: { params: Promise<{ provider: string }> }) {
  const ctx = await requireProvider((await params).provider);
  const [{ data: plans, provider }, branding, regular, bold] = await Promise.all([
    listPublicPlans(ctx),
    getBranding(ctx),
    fontFile('400Regular'),
    fontFile('600SemiBold'),
  ]);
  const shown = plans
    .slice(0, SHOWN_PLANS)
    .map((plan) => ({ slug: plan.slug, name: plan.name, ...planHeadline(plan) }));
  return new ImageResponse(
    <ShareImage
      name={provider.name}
      tagline={branding.tagline || 'Pick a plan, get a key, make your first call in a minute.'}
      color={branding.color ?? OWN_COLOR}
      plans={shown}
    />,
    {
      ...size,
      // The renderer's own default keeps a picture for a year; prices change.
      headers: { 'cache-control': 'public, max-age=300' },
      fonts: [
        { name: 'Noto Sans', data: regular, weight: 400 },
        { name: 'Noto Sans', data: bold, weight: 600 },
      ],
    },
  );
}
