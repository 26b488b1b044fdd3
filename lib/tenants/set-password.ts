import type { Context } from '@/lib/core/context';
import { hashPassword } from './passwords';
import { writePassword } from './user-store';

/** Gives a person, who has been proved to be one, a new password; null takes it away. */
export async function setPassword(
  tx: Pick<Context, 'transaction'>,
  input: { userId: string; password: string | null },
): Promise<void> {
  const { userId, password } = input;
  await writePassword(tx, userId, password === null ? null : await hashPassword(password));
}
