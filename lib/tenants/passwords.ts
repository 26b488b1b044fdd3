import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's defaults (19 MiB, two passes): OWASP's first recommendation. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** True when the password is the one that was hashed. */
export function isPassword(password: string, passwordHash: string): Promise<boolean> {
  return verify(passwordHash, password);
}
