import { describe, expect, it } from 'vitest';
import { authenticateSecret } from '@/lib/auth/authenticate-secret';
import { givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { useShell } from '@/lib/testing/shell';

useRuntime();

const shell = useShell();
const { tollgate } = shell;

const owner = (slug: string) => ['--email', `${slug}@example.com`, '--password', 'correct horse'];

describe('provider create', () => {
  it('prints exactly one JSON object with ids and secrets that work', async () => {
    const slug = uniqueText('shop');
    const code = await tollgate(
      'provider',
      'create',
      '--name',
      'Shop',
      '--slug',
      slug,
      ...owner(slug),
      '--json',
    );
    expect([code, shell.err]).toEqual([0, '']);
    const printed = shell.printed();
    expect(Object.keys(printed)).toEqual(['providerId', 'slug', 'secretKey', 'sandboxSecretKey']);
    const live = await authenticateSecret(`Bearer ${printed.secretKey}`, 'req');
    const sandbox = await authenticateSecret(`Bearer ${printed.sandboxSecretKey}`, 'req');
    expect(live.provider).toMatchObject({
      id: printed.providerId,
      mode: 'live',
      currency: 'INR',
      country: 'IN',
    });
    expect(live.provider.timezone).toBe('Asia/Kolkata');
    expect(sandbox.provider).toMatchObject({ slug: `${slug}-sandbox`, mode: 'test' });
  });

  it('takes currency, time zone and country', async () => {
    const slug = uniqueText('shop');
    const place = ['--currency', 'JPY', '--timezone', 'Asia/Tokyo', '--country', 'JP'];
    await tollgate(
      'provider',
      'create',
      '--name',
      'Shop',
      '--slug',
      slug,
      ...owner(slug),
      ...place,
      '--json',
    );
    const { provider } = await authenticateSecret(`Bearer ${shell.printed().secretKey}`, 'req');
    expect(provider).toMatchObject({ currency: 'JPY', timezone: 'Asia/Tokyo', country: 'JP' });
  });

  it('prints for people without --json', async () => {
    const slug = uniqueText('shop');
    expect(await tollgate('provider', 'create', '--name', 'Shop', '--slug', slug, ...owner(slug))).toBe(0);
    expect(shell.out).toMatch(new RegExp(`Provider ${slug} .*registered[\\s\\S]*tg_live_[\\s\\S]*tg_test_`));
  });

  it.each([
    ['--currency', 'XXX'],
    ['--timezone', 'Mars/Olympus'],
    ['--country', 'india'],
    ['--password', 'short'],
    ['--slug', 'No Slug'],
    ['--slug', 'admin'],
    ['--slug', 'x-sandbox'],
    ['--email', 'nobody'],
  ])('exit 1: names %s when it is %s, on one line, and prints nothing else', async (option, value) => {
    const slug = uniqueText('shop');
    const line = [
      'provider',
      'create',
      '--name',
      'Shop',
      '--slug',
      slug,
      ...owner(slug),
      option,
      value,
      '--json',
    ];
    expect(await tollgate(...line)).toBe(1);
    expect(shell.out).toBe('');
    expect(shell.err).toMatch(new RegExp(`^${option}: [^\\n]+\\.\\n$`));
  });

  it('exit 1: a slug that is taken', async () => {
    const { slug } = await givenProvider();
    expect(
      await tollgate('provider', 'create', '--name', 'X', '--slug', slug, ...owner(uniqueText('x'))),
    ).toBe(1);
    expect(shell.err).toBe('--slug: A provider with this slug exists already.\n');
  });

  it('exit 2: a missing or unknown option, or command', async () => {
    expect(await tollgate('provider', 'create', '--name', 'X')).toBe(2);
    expect(shell.err).toContain('--slug');
    expect(await tollgate('provider', 'burn')).toBe(2);
    expect(await tollgate('provider', 'list', '--colour')).toBe(2);
  });
});

describe('provider list', () => {
  it('lists live accounts and sandboxes, as a table or as one object', async () => {
    const { slug } = await givenProvider();
    await tollgate('provider', 'list', '--json');
    const { providers } = shell.printed();
    const modes = providers
      .filter((row: { slug: string }) => row.slug.startsWith(slug))
      .map((row: { mode: string }) => row.mode);
    expect(modes.sort()).toEqual(['live', 'test']);
    await tollgate('provider', 'list');
    expect(shell.out.split('\n')[0]).toMatch(/^SLUG +NAME +MODE/);
  });
});

describe('keys create', () => {
  it('makes a secret for the live account, or with --sandbox for the one beside it', async () => {
    const { slug, providerId, sandboxProviderId } = await givenProvider();
    const made: string[] = [];
    for (const flags of [[], ['--sandbox']]) {
      expect(await tollgate('keys', 'create', '--provider', slug, ...flags, '--json')).toBe(0);
      const { provider } = await authenticateSecret(`Bearer ${shell.printed().secretKey}`, 'req');
      made.push(provider.id);
    }
    expect(made).toEqual([providerId, sandboxProviderId]);
  });

  it('exit 1: a provider that is none', async () => {
    expect(await tollgate('keys', 'create', '--provider', 'nobody', '--json')).toBe(1);
    expect([shell.out, shell.err]).toEqual(['', '--provider: There is no provider "nobody".\n']);
  });
});
