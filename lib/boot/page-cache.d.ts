export function forgetPages(): void;

export default class PageCache {
  get(key: string): Promise<object | null>;
  set(key: string, value: object | null, options?: { cacheControl?: object }): Promise<void>;
  revalidateTag(): Promise<void>;
  resetRequestCache(): void;
}
