/** The words in which the wire shapes are described. */
import { linkStatuses } from '../domain/status.ts'

/** The part of JSON Schema (2020-12) that is used here. */
export interface Schema {
  $ref?: string
  description?: string
  type?: string | string[]
  enum?: readonly (string | number | boolean | null)[]
  const?: string | number
  pattern?: string
  minimum?: number
  maximum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema
  oneOf?: Schema[]
}

export const schemaRef = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

export const text: Schema = { type: 'string' }
export const flag: Schema = { type: 'boolean' }
export const count: Schema = { type: 'integer', minimum: 0 }
export const amount: Schema = { type: 'number', minimum: 0 }
export const ratio: Schema = { type: 'number', minimum: 0, maximum: 1 }
export const time: Schema = { type: 'integer', minimum: 0, description: 'Epoch milliseconds (UTC).' }
export const satkerCode: Schema = { type: 'string', pattern: '^\\d{6}$' }
export const linkId: Schema = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' }
export const status: Schema = { type: 'string', enum: linkStatuses }

export const list = (items: Schema): Schema => ({ type: 'array', items })
export const column = (items: Schema): Schema => list(orNull(items))

export function orNull(schema: Schema): Schema {
  if (schema.enum) return { ...schema, type: ['string', 'null'], enum: [...schema.enum, null] }
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema
}

/** Every field of the type, and no other; all are required but those named. */
export function shape<T>(
  properties: Record<keyof T & string, Schema>,
  optional: (keyof T & string)[] = [],
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.some((each) => each === name))
  return { type: 'object', properties, required }
}
