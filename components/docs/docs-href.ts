/** A page of the documentation as links and menus need it. */
export interface DocsLink {
  /** The address below /docs; the quickstart is /docs itself. */
  slug: string;
  title: string;
}

export interface DocsLinkSection {
  title: string;
  entries: DocsLink[];
}

export function docsHref(slug: string): string {
  return slug === 'quickstart' ? '/docs' : `/docs/${slug}`;
}
