/** The part of Swagger UI's bundle that is used; the package has no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
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
    onComplete(): void;
  }): SwaggerUiInstance;
}
