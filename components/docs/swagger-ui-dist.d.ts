/** The part of Swagger UI's bundle that is used; the package has no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  /** What a plugin gets; its React is the bundle's own. */
  export interface SwaggerUiSystem {
    React: { createElement(type: string, props: null, child: string): unknown };
  }
  export interface SwaggerUiInstance {
    preauthorizeApiKey(scheme: string, value: string): void;
  }
  export default function SwaggerUi(options: {
    url?: string;
    spec?: object;
    domNode: HTMLElement;
    deepLinking: boolean;
    docExpansion: 'list' | 'full' | 'none';
    defaultModelsExpandDepth: number;
    filter: boolean;
    persistAuthorization: boolean;
    tryItOutEnabled: boolean;
    validatorUrl: string | null;
    plugins: (() => object)[];
    onComplete(): void;
  }): SwaggerUiInstance;
}
