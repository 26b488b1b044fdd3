import { notFound } from 'next/navigation';
import { orNull } from '@/lib/core/errors';

/** What a page needs, or its 404: another tenant's id looks exactly like a missing one here too. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  return (await orNull(work)) ?? notFound();
}
