import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Somebody who has an account at the GitHub of a test. */
export interface GithubAccount {
  login: string;
  email: string;
  /** False for an address that GitHub has not seen proved. */
  verified: boolean;
}

const CODE = 'code-of-the-test';
const TOKEN = 'token-of-the-test';

/**
 * The part of a GitHub Enterprise server that signing in needs (docs.github.com, "Authorizing OAuth apps"): it asks
 * nothing and lets this account in.
 */
export async function startGithub(port: number, account: GithubAccount): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request, response, account);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, account: GithubAccount) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/login/oauth/authorize') return sendBack(response, searchParams);
  if (pathname === '/login/oauth/access_token') {
    const sent = new URLSearchParams(await bodyOf(request));
    const isKnown = sent.get('code') === CODE;
    const token = { access_token: TOKEN, token_type: 'bearer', scope: 'read:user,user:email' };
    return json(response, 200, isKnown ? token : { error: 'bad_verification_code' });
  }
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return json(response, 401, {});
  const { login, email, verified } = account;
  if (pathname === '/api/v3/user') return json(response, 200, { id: 7, login, name: null, avatar_url: '' });
  if (pathname === '/api/v3/user/emails') return json(response, 200, [{ email, verified, primary: true }]);
  return json(response, 404, {});
}

function sendBack(response: ServerResponse, asked: URLSearchParams): void {
  const target = new URL(asked.get('redirect_uri') ?? '');
  target.searchParams.set('code', CODE);
  target.searchParams.set('state', asked.get('state') ?? '');
  response.writeHead(302, { location: target.href }).end();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
