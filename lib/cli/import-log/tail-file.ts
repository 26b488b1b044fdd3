import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { MAX_LINE_BYTES, type RawLine } from './read-lines';

const CHUNK_BYTES = 256 * 1024;
/** What a file begins with tells it from another one in its place. */
const HEAD_BYTES = 512;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Where reading of a log has come to. */
export interface Position {
  inode: number;
  /** Of the first byte that is not dealt with; always the beginning of a line. */
  offset: number;
  /** Hash of the file's first bytes, and how many there were. */
  head: string;
  headBytes: number;
}

/** A file that another program goes on writing to, kept open: also after it was renamed or deleted. */
export class TailFile {
  private constructor(
    private readonly handle: FileHandle,
    readonly inode: number,
    public offset: number,
  ) {}

  private lines = 0;
  private head = { hash: '', bytes: 0 };

  /** Null where there is none. */
  static async open(path: string): Promise<TailFile | null> {
    try {
      const handle = await open(path, 'r');
      const { ino } = await handle.stat();
      return new TailFile(handle, ino, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Whether this is the file, with the content, that a position was noted in. */
  async isAt({ inode, offset, head, headBytes }: Position): Promise<boolean> {
    if (inode !== this.inode || (await this.size()) < offset) return false;
    return (await this.hashOfHead(headBytes)) === head;
  }

  async position(): Promise<Position> {
    const bytes = Math.min(HEAD_BYTES, this.offset);
    if (bytes > this.head.bytes) {
      const head = await this.readHead(bytes);
      // Were the file replaced at this moment, what it begins with must stay what was read.
      const isSame = this.head.bytes === 0 || hashOf(head.subarray(0, this.head.bytes)) === this.head.hash;
      if (isSame) this.head = { hash: hashOf(head), bytes };
    }
    return { inode: this.inode, offset: this.offset, head: this.head.hash, headBytes: this.head.bytes };
  }

  /** True when the content that was read is gone: the file was emptied, and perhaps filled again since. */
  async wasEmptied(): Promise<boolean> {
    if ((await this.size()) < this.offset) return true;
    return this.head.bytes > 0 && (await this.hashOfHead(this.head.bytes)) !== this.head.hash;
  }

  rewind(): void {
    this.offset = 0;
    this.lines = 0;
    this.head = { hash: '', bytes: 0 };
  }

  /**
   * The whole lines that have been written since, up to a chunk of them; a line without its end waits, unless
   * `isFinal`.
   */
  async read(isFinal = false, until = Number.POSITIVE_INFINITY): Promise<RawLine[]> {
    const wanted = Math.min(CHUNK_BYTES, until - this.offset);
    if (wanted <= 0) return [];
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(wanted), 0, wanted, this.offset);
    const bytes = buffer.subarray(0, bytesRead);
    const lines: RawLine[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(this.line(bytes.subarray(start, end)));
      start = end + 1;
    }
    // A line that fills a chunk is none; what is left of it is read as another.
    const isEndless = lines.length === 0 && bytesRead === CHUNK_BYTES;
    if (start < bytesRead && (isEndless || (isFinal && bytesRead < wanted))) {
      lines.push(this.line(bytes.subarray(start)));
      start = bytesRead;
    }
    this.offset += start;
    return lines;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private line(bytes: Buffer): RawLine {
    const whole = bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
    return {
      number: ++this.lines,
      bytes: whole.subarray(0, MAX_LINE_BYTES),
      isTooLong: bytes.length > MAX_LINE_BYTES,
    };
  }

  private async size(): Promise<number> {
    return (await this.handle.stat()).size;
  }

  private async hashOfHead(bytes: number): Promise<string> {
    return hashOf(await this.readHead(bytes));
  }

  private async readHead(bytes: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  }
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
