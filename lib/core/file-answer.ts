/** An answer that is a file and not JSON: the routes send it as it is, under its name. */
export class FileAnswer {
  constructor(
    readonly contentType: 'application/pdf' | 'text/csv; charset=utf-8' | 'application/x-ndjson',
    /** ASCII letters, digits, `-`, `_` and `.` only: it stands in a header. */
    readonly fileName: string,
    readonly body: Uint8Array | ReadableStream<Uint8Array>,
  ) {
    if (!/^[\w.-]+$/.test(fileName)) throw new RangeError(`Not a file name for a header: ${fileName}`);
  }

  headers(): Record<string, string> {
    return {
      'content-type': this.contentType,
      'content-disposition': `inline; filename="${this.fileName}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    };
  }
}
