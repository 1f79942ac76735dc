/** The API's description in OpenAPI 3.1, made from the tables that the routes themselves are made from. */
import { z } from 'zod';
import { FEED_FORMATS } from '../feed.ts';
import { LANGS } from '../i18n/index.ts';
import { LIMITS } from '../limits.ts';
import { OPENSEARCH_TYPE } from '../opensearch.ts';
import { PROBLEMS, type ProblemCode } from '../problem.ts';
import { EXPORT_PARAMETERS, type ParameterTable } from '../requests.ts';
import type { Download } from './downloads.ts';
import type { Endpoint } from './endpoints.ts';

/** One route as described: its answers by their media types. */
type Described = Pick<Download, 'path' | 'summary' | 'parameters' | 'answers'>;

export function describeApi(endpoints: Endpoint[], downloads: Download[], base: string) {
  const described: Described[] = [
    ...endpoints.map(({ answer, ...endpoint }) => ({ ...endpoint, answers: { 'application/json': answer } })),
    ...downloads,
  ];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dixit',
      version: '1',
      description: [
        'Quotations in press releases and their attribution, in French and English. The API only reads.',
        `What one request may ask for is limited: the schemas of the parameters say their own limits; an address has at most ${LIMITS.parameters} parameters and ${LIMITS.address} characters. What is above is refused with 422 and tells the limit and what was found.`,
        'Where much is asked at once, answers are 503 (overloaded) or, where a server limits the requests of an address, 429 (too-many-requests); Retry-After tells after how many seconds to try again.',
      ].join('\n\n'),
    },
    servers: [{ url: base }],
    paths: {
      ...Object.fromEntries(described.map((route) => [openPath(route.path), { get: operation(route) }])),
      // Beside the API, below the language of the pages that they lead to.
      ...Object.fromEntries(
        BESIDE.map((route) => [openPath(route.path), { servers: [{ url: '/' }], get: operation(route) }]),
      ),
    },
    components: { schemas: { Problem: schemaOf(problem) } },
  };
}

const BESIDE: Described[] = [
  ...Object.entries(FEED_FORMATS).map(([format, { mediaType }]) => ({
    path: `/:page/feed.${format}`,
    summary: 'The newest quotations that a search finds, as a feed; `page` is the language of its words and links.',
    parameters: EXPORT_PARAMETERS,
    answers: { [mediaType]: z.string() },
  })),
  {
    path: '/:page/opensearch.xml',
    summary: 'How a browser searches this site (OpenSearch 1.1); `page` is the language of the pages that it opens.',
    parameters: {},
    answers: { [OPENSEARCH_TYPE]: z.string() },
  },
];

function operation({ path, summary, parameters, answers }: Described) {
  const content = Object.entries(answers).map(([type, answer]) => [type, { schema: schemaOf(answer) }]);
  return {
    summary,
    parameters: [...pathParameters(path), ...queryParameters(parameters)],
    responses: {
      200: { description: 'OK', content: Object.fromEntries(content) },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]).describe('Stable name of the problem.'),
  parameter: z.string().optional().describe('The parameter at fault.'),
  limit: z.int().optional().describe('Where it is too much: how much it may be.'),
  found: z.int().optional().describe('And how much it is.'),
});

const openPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const PATH_PARAMETERS: Record<string, z.ZodType> = { id: z.string().max(LIMITS.id), page: z.enum(LANGS) };

function pathParameters(path: string) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  return names.map((name) => ({ name, in: 'path', required: true, schema: schemaOf(PATH_PARAMETERS[name]!) }));
}

function queryParameters(table: ParameterTable) {
  return Object.entries(table).map(([name, { schema, description, repeats, most, fallback }]) => ({
    name,
    in: 'query',
    description,
    schema: repeats
      ? { type: 'array', items: schemaOf(schema), maxItems: most }
      : { ...schemaOf(schema), ...(fallback === null ? {} : { default: fallback }) },
  }));
}

function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
