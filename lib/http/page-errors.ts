import { notFound } from 'next/navigation';
import { isAppError } from '@/lib/core/errors';

/** What a page needs, or its 404: another tenant's id looks exactly like a missing one here too. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  return (await orNull(work)) ?? notFound();
}

/** What a page can do without; null where there is none. */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
