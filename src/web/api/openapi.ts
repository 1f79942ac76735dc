/** The API's description in OpenAPI 3.1, made from the tables that the routes themselves are made from. */
import { z } from 'zod';
import type { ParameterTable } from '../requests.ts';
import type { Download } from './downloads.ts';
import type { Endpoint } from './endpoints.ts';

export function describeApi(endpoints: Endpoint[], downloads: Download[], base: string) {
  const described = [
    ...endpoints.map(({ answer, ...endpoint }) => ({ ...endpoint, answers: { 'application/json': answer } })),
    ...downloads,
  ];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dixit',
      version: '1',
      description: 'Quotations in press releases and their attribution, in French and English. The API only reads.',
    },
    servers: [{ url: base }],
    paths: Object.fromEntries(
      described.map(({ path, summary, parameters, answers }) => [
        path.replace(':id', '{id}'),
        {
          get: {
            summary,
            parameters: [...pathParameters(path), ...queryParameters(parameters)],
            responses: {
              200: {
                description: 'OK',
                content: Object.fromEntries(
                  Object.entries(answers).map(([type, answer]) => [type, { schema: schemaOf(answer) }]),
                ),
              },
              default: {
                description: 'A problem (RFC 9457)',
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            },
          },
        },
      ]),
    ),
    components: { schemas: { Problem: schemaOf(problem) } },
  };
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string().describe('Stable name of the problem.'),
  parameter: z.string().optional().describe('The parameter at fault.'),
});

function pathParameters(path: string) {
  return path.includes(':id') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] : [];
}

function queryParameters(table: ParameterTable) {
  return Object.entries(table).map(([name, { schema, description, repeats, fallback }]) => ({
    name,
    in: 'query',
    description,
    schema: repeats
      ? { type: 'array', items: schemaOf(schema) }
      : { ...schemaOf(schema), ...(fallback === null ? {} : { default: fallback }) },
  }));
}

function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
