import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
// @ts-expect-error A script without types.
import { buildSdk } from '../build.js';

/** Makes a project that has installed the package: what is published of it and nothing else. */
export async function projectWithSdk(): Promise<string> {
  mkdirSync('dist/testing', { recursive: true });
  // Below the repository, so that it finds the frameworks.
  const project = mkdtempSync(resolve('dist/testing/sdk-'));
  const installed = join(project, 'node_modules/@tollgate/sdk');
  mkdirSync(installed, { recursive: true });
  cpSync('sdk/package.json', join(installed, 'package.json'));
  await buildSdk(join(installed, 'dist'));
  return project;
}
