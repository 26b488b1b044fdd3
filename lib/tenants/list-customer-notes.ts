import type { Context } from '@/lib/core/context';
import { type NoteRow, readNotes } from './note-store';
import { requireProviderSide } from './permissions';

export interface CustomerNote {
  id: string;
  author: string;
  text: string;
  createdAt: string;
}

const MOST_SHOWN = 100;

/** What the provider's people wrote down about a customer, newest first. The customer never sees it. */
export async function listCustomerNotes(ctx: Context, input: { customer: string }): Promise<CustomerNote[]> {
  requireProviderSide(ctx);
  return (await readNotes(ctx, ctx.provider.id, input.customer, MOST_SHOWN)).map(noteView);
}

export function noteView({ authorName, createdAt, id, text }: NoteRow): CustomerNote {
  return { id, author: authorName, text, createdAt: createdAt.toISOString() };
}
