/** Reads walks as snmpsim keeps them, a line for each value: `1.3.6.1.2.1.1.3.0|67|1200`. */
import { readFileSync } from 'node:fs'
import type { Table } from '../../../simulator/hostile/table-agent.ts'
import { encode, encodeInteger, encodeObjectId } from '../../../simulator/ber-writer.ts'
import { tags } from '../ber.ts'

/** The walk of that name in this folder, as a table of the agent; a line that it cannot take is an error. */
export function readWalk(name: 'cisco' | 'fortinet' | 'juniper' | 'mikrotik'): Table {
  return readSnmprec(readFileSync(new URL(`${name}.snmprec`, import.meta.url), 'utf8'))
}

export function readSnmprec(walk: string): Table {
  const lines = walk.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map(readLine))
}

function readLine(line: string): [string, Buffer] {
  const [, oid, tag, isHex, value] = /^([\d.]+)\|(\d+)(x?)\|(.*)$/.exec(line) ?? []
  if (oid === undefined || value === undefined) throw new Error(`no line of a walk: ${line}`)
  return [oid, valueOf(Number(tag), isHex === 'x' ? Buffer.from(value, 'hex') : value)]
}

function valueOf(tag: number, value: string | Buffer): Buffer {
  if (typeof value !== 'string') return encode(tag, value)
  if (tag === tags.octetString) return encode(tag, Buffer.from(value))
  if (tag === tags.oid) return encodeObjectId(value.split('.').map(Number))
  if (tag === tags.ipAddress) return encode(tag, Uint8Array.from(value.split('.').map(Number)))
  return encodeInteger(tag, BigInt(value))
}
