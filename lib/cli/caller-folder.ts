import { resolve } from 'node:path';

let folder = process.cwd();

/** Where the caller stood: the program itself runs in its own folder. */
export function setCallerFolder(path: string): void {
  folder = path;
}

/** A path as the caller meant it. */
export function fromCaller(path: string): string {
  return resolve(folder, path);
}
