import { searchIndex } from '../_pages/search-index';

/** The index of the documentation's search, made when the product is built. */
export const dynamic = 'force-static';

export function GET(): Response {
  return new Response(searchIndex(), { headers: { 'content-type': 'application/json' } });
}
