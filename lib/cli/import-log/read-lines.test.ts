import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES, readLines } from './read-lines';

describe('the lines of a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tollgate-lines-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function linesOf(content: string | Buffer): Promise<string[]> {
    const path = join(folder, 'file');
    writeFileSync(path, content);
    const lines: string[] = [];
    for await (const chunk of readLines(path)) {
      for (const line of chunk) {
        expect(line.number).toBe(lines.length + 1);
        lines.push(line.isTooLong ? 'too long' : line.bytes.toString());
      }
    }
    return lines;
  }

  it.each<[string, string, string[]]>([
    ['an empty file', '', []],
    ['a last line without its end', 'a\nb', ['a', 'b']],
    ['a last line with its end', 'a\nb\n', ['a', 'b']],
    ['empty lines', 'a\n\n\nb\n', ['a', '', '', 'b']],
    ['the line ends of Windows', 'a\r\nb\r\n', ['a', 'b']],
  ])('are right for %s', async (_, content, lines) => {
    expect(await linesOf(content)).toEqual(lines);
  });

  it('are the same from gzip, told by its first bytes', async () => {
    expect(await linesOf(gzipSync('a\nb\n'))).toEqual(['a', 'b']);
  });

  it('are all there from gzip of several parts, as log shippers append it', async () => {
    expect(await linesOf(Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]))).toEqual(['a', 'b']);
  });

  it('are whole across the chunks of a large file', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index}`);
    expect(await linesOf(lines.join('\n'))).toEqual(lines);
  });

  it('are told to be too long, without losing their neighbours', async () => {
    const long = 'x'.repeat(MAX_LINE_BYTES + 1);
    const longest = 'x'.repeat(20 * MAX_LINE_BYTES);
    expect(await linesOf(`a\n${long}\nb\n${longest}\nc`)).toEqual(['a', 'too long', 'b', 'too long', 'c']);
    expect(await linesOf('x'.repeat(MAX_LINE_BYTES))).toEqual(['x'.repeat(MAX_LINE_BYTES)]);
  });

  it.each([
    ['a gzip that is cut off', gzipSync('a\n'.repeat(10_000)).subarray(0, 40), 'is broken gzip'],
    [
      'a gzip that is damaged',
      Buffer.concat([gzipSync('a').subarray(0, 12), Buffer.alloc(20)]),
      'is broken gzip',
    ],
  ])('of %s are refused in one sentence', async (_, content, sentence) => {
    await expect(linesOf(content)).rejects.toThrow(sentence);
  });

  it('of no file, or of a folder, are refused in one sentence', async () => {
    const read = async (path: string) => {
      for await (const _ of readLines(path)) break;
    };
    await expect(read(join(folder, 'nothing'))).rejects.toThrow('There is no file');
    await expect(read(folder)).rejects.toThrow('is a folder');
  });
});
