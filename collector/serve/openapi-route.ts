/** The words in which a route is described. */
import type { ErrorCode } from './request-error.ts'
import { type Schema, schemaRef } from './schema.ts'

export interface Parameter {
  name: string
  in: 'query' | 'path'
  required?: true
  description: string
  schema: Schema
}

export interface Answer {
  description: string
  headers?: Record<string, { description: string; schema: Schema }>
  content?: Record<string, { schema: Schema }>
}

export interface Route {
  summary: string
  description?: string
  parameters?: Parameter[]
  /** The body, by the name of its schema. */
  body?: string
  answers: Record<string, Answer>
  /** Beside those that any request can meet. */
  errors?: ErrorCode[]
}

export const query = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
})

export const json = (description: string, name: string): Record<string, Answer> => ({
  '200': { description, content: { 'application/json': { schema: schemaRef(name) } } },
})

export const plain = (description: string, type: string, schema: Schema): Answer => ({
  description,
  content: { [type]: { schema } },
})

export const inPath = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
})

/** It was done, and there is nothing to say. */
export const done: Record<string, Answer> = { '204': { description: 'Done.' } }
