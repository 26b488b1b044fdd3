import type { NextAuthOptions, Profile } from 'next-auth';
import githubProvider, { type GithubProfile } from 'next-auth/providers/github';
import googleProvider from 'next-auth/providers/google';
import { z } from 'zod';
import { env } from '@/lib/env';

/** Where people may sign in with an account of another site, as far as it is set up. */

export interface SignInElsewhere {
  id: 'github' | 'google';
  name: string;
}

export function signInsElsewhere(): SignInElsewhere[] {
  const { github, google } = env();
  return [
    ...(github ? [{ id: 'github', name: 'GitHub' } as const] : []),
    ...(google ? [{ id: 'google', name: 'Google' } as const] : []),
  ];
}

export function elsewhere(): NextAuthOptions['providers'] {
  const { github, google } = env();
  return [
    ...(github ? [githubSignIn(github)] : []),
    ...(google ? [googleProvider({ clientId: google.clientId, clientSecret: google.clientSecret })] : []),
  ];
}

/**
 * GitHub, or a GitHub Enterprise server. The library's own look-up takes an address that GitHub has not seen proved;
 * this one takes the proved primary address alone.
 */
function githubSignIn({ baseUrl, ...client }: NonNullable<ReturnType<typeof env>['github']>) {
  const site = baseUrl ?? 'https://github.com';
  const api = baseUrl === undefined ? 'https://api.github.com' : `${baseUrl}/api/v3`;
  return githubProvider({
    ...client,
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${site}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: async ({ tokens }) => {
        const [profile, emails] = await Promise.all([
          getJson(`${api}/user`, tokens.access_token),
          getJson(`${api}/user/emails`, tokens.access_token),
        ]);
        const proved = githubEmails.parse(emails).find(({ primary, verified }) => primary && verified);
        return { ...githubUser.parse(profile), email: proved?.email ?? null } as GithubProfile & Profile;
      },
    },
  });
}

const githubUser = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string().nullable().catch(null),
  avatar_url: z.string().catch(''),
});
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

async function getJson(url: string, token = ''): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' };
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** The address that the other site vouches for; null where it does not. Google says so, GitHub's is filtered above. */
export function provedEmail(profile: Profile | undefined): string | null {
  const { email, email_verified: isVerified } = (profile ?? {}) as Profile & { email_verified?: boolean };
  return email && isVerified !== false ? email : null;
}
