/** One page of a list. */
export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/** `await` it for the first page, `for await` it for every item of all pages. */
export class Pages<Item> implements PromiseLike<Page<Item>>, AsyncIterable<Item> {
  constructor(private readonly load: (cursor: string | undefined) => Promise<Page<Item>>) {}

  // biome-ignore lint/suspicious/noThenProperty: being awaited is what it is for.
  then<A = Page<Item>, B = never>(
    onLoaded?: ((page: Page<Item>) => A | PromiseLike<A>) | null,
    onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.load(undefined).then(onLoaded, onFailed);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Item> {
    let cursor: string | undefined;
    do {
      const page = await this.load(cursor);
      yield* page.data;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Every item of all pages. */
  async all(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) items.push(item);
    return items;
  }
}
