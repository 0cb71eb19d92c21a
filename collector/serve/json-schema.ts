/** For the tests: whether a value is as a schema of ours says, and has no field that the schema is silent of. */
import { isDeepStrictEqual } from 'node:util'
import type { Schema } from './schema.ts'

/** What is wrong, by place; empty when nothing is. */
export function mismatches(
  value: unknown,
  schema: Schema,
  named: Record<string, Schema>,
  at = '$',
): string[] {
  const check = (each: unknown, of: Schema, where: string) => mismatches(each, of, named, where)
  if (schema.$ref)
    return check(value, named[schema.$ref.replace('#/components/schemas/', '')] ?? unknownRef(schema), at)
  if (schema.oneOf) {
    const fitting = schema.oneOf.filter((each) => check(value, each, at).length === 0).length
    return fitting === 1 ? [] : [`${at} fits ${fitting} of the shapes, not one`]
  }
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.some((type) => isOf(value, type)))
    return [`${at} is not ${types.join(' or ')}`]
  if (value === null) return []
  return [
    ...ofValue(value, schema, at),
    ...ofList(value, schema, at, check),
    ...ofObject(value, schema, at, check),
  ]
}

type Check = (value: unknown, schema: Schema, at: string) => string[]

function isOf(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

function ofValue(value: unknown, schema: Schema, at: string): string[] {
  const wrong: string[] = []
  if (schema.enum && !schema.enum.some((each) => each === value)) wrong.push(`${at} is not one of the words`)
  if (schema.const !== undefined && !isDeepStrictEqual(value, schema.const))
    wrong.push(`${at} is not ${schema.const}`)
  if (schema.pattern && !new RegExp(schema.pattern).test(String(value)))
    wrong.push(`${at} is not ${schema.pattern}`)
  if (schema.minimum !== undefined && Number(value) < schema.minimum)
    wrong.push(`${at} is below ${schema.minimum}`)
  if (schema.maximum !== undefined && Number(value) > schema.maximum)
    wrong.push(`${at} is above ${schema.maximum}`)
  return wrong
}

function ofList(
  value: unknown,
  { items, minItems = 0, maxItems = Infinity }: Schema,
  at: string,
  check: Check,
): string[] {
  if (!Array.isArray(value) || !items) return []
  const wrong = value.flatMap((each, index) => check(each, items, `${at}[${index}]`))
  return value.length < minItems || value.length > maxItems ? [...wrong, `${at} has the wrong length`] : wrong
}

function ofObject(value: unknown, schema: Schema, at: string, check: Check): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !schema.properties) return []
  const missing = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${at}.${name} is missing`)
  const wrong = Object.entries(value).flatMap(([name, each]) => {
    const property = schema.properties?.[name]
    return property ? check(each, property, `${at}.${name}`) : [`${at}.${name} is not documented`]
  })
  return [...missing, ...wrong]
}

function unknownRef(schema: Schema): never {
  throw new Error(`There is no schema ${schema.$ref}.`)
}
