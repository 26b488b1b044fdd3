/** Where the API reference shows an operation: the renderer's own deep link. */
export function operationHref(tag: string, operationId: string): string {
  return `/docs/api#/${encodeURIComponent(tag)}/${operationId}`;
}
