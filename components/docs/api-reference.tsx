'use client';

import { useTheme } from 'next-themes';
import { useEffect, useRef, useState } from 'react';
import 'swagger-ui-dist/swagger-ui.css';
import './api-reference.css';
import type { SwaggerUiInstance, SwaggerUiSystem } from 'swagger-ui-dist/swagger-ui-es-bundle';

/** A path stands in the button that opens its operation; Swagger UI makes it a link, which nobody could then reach. */
const PathsArePlain = () => ({
  wrapComponents: {
    DeepLink:
      (_link: unknown, { React }: SwaggerUiSystem) =>
      ({ text }: { text: string }) =>
        React.createElement('span', null, text),
  },
});

interface Props {
  /** The document: where it is, or itself. */
  source: { url: string } | { spec: object };
  /** A credential to fill in, by the name of the document's security scheme. */
  credential?: { scheme: string; value: string } | undefined;
}

/**
 * An OpenAPI document to read and to try, by Swagger UI. Nothing is loaded from elsewhere, no credential is kept
 * beyond the page, and no foreign validator is asked.
 */
export function ApiReference({ source, credential }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<SwaggerUiInstance | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    // Swagger UI's own name for the dark scheme.
    document.documentElement.classList.toggle('dark-mode', resolvedTheme === 'dark');
    return () => document.documentElement.classList.remove('dark-mode');
  }, [resolvedTheme]);
  useEffect(() => {
    // Its choice of a server comes without a name, whenever it is drawn.
    const nameServers = () => host.current?.querySelector('#servers')?.setAttribute('aria-label', 'Server');
    const observer = new MutationObserver(nameServers);
    if (host.current) observer.observe(host.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    let isGone = false;
    import('swagger-ui-dist/swagger-ui-es-bundle')
      .then(({ default: SwaggerUi }) => {
        if (isGone || !host.current) return;
        const made = SwaggerUi({
          ...source,
          domNode: host.current,
          deepLinking: true,
          docExpansion: 'list',
          defaultModelsExpandDepth: 0,
          filter: true,
          persistAuthorization: false,
          tryItOutEnabled: false,
          validatorUrl: null,
          plugins: [PathsArePlain],
          onComplete: () => setShown(made),
        });
      })
      .catch(() => setFailed(true));
    return () => {
      isGone = true;
    };
  }, [source]);
  const { scheme, value } = credential ?? {};
  useEffect(() => {
    if (shown && scheme !== undefined && value !== undefined) shown.preauthorizeApiKey(scheme, value);
  }, [shown, scheme, value]);
  return (
    <>
      {hasFailed && <p role="alert">The reference could not be loaded. Reload the page to try again.</p>}
      <div ref={host} className="api-reference" />
    </>
  );
}
