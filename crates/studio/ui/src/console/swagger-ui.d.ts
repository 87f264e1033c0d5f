declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** Draws a document; see the configuration page of Swagger UI for every option. */
  export default function SwaggerUI(options: Record<string, unknown>): unknown;
}
