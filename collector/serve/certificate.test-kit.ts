/** For the tests: self-signed certificates, written byte by byte (RFC 5280) so that no tool is needed to make them. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { KeyPairFiles } from './key-pair.ts'

export interface Wanted {
  /** DNS names; with none of them the certificate has no subjectAltName. */
  names?: string[]
  commonName?: string
  from?: Date
  to?: Date
  key?: 'ec' | 'rsa' | 'short-rsa'
}

/** A certificate and its key, both in PEM. */
export function makeCertificate(wanted: Wanted = {}): { cert: string; key: string } {
  const { names = ['monitor.example'], commonName = 'Uji', key = 'ec' } = wanted
  const { from = new Date('2020-01-01'), to = new Date('2049-01-01') } = wanted
  const { publicKey, privateKey } =
    key === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: key === 'rsa' ? 2048 : 1024 })
  const algorithm = sequence(
    oid(key === 'ec' ? ecdsaWithSha256 : rsaWithSha256),
    ...(key === 'ec' ? [] : [der(5)]),
  )
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, commonName))))
  const body = sequence(
    der(0xa0, der(2, Buffer.of(2))),
    der(2, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(names.length === 0 ? [] : [der(0xa3, sequence(alternativeNames(names)))]),
  )
  const whole = sequence(body, algorithm, der(3, Buffer.of(0), sign('sha256', body, privateKey)))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

/** Both as files in a folder that goes with the test. */
export function certificateFiles(wanted: Wanted = {}): KeyPairFiles {
  const folder = mkdtempSync(join(tmpdir(), 'satker-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  writeCertificate(files, wanted)
  return files
}

export function writeCertificate(files: KeyPairFiles, wanted: Wanted): void {
  const { cert, key } = makeCertificate(wanted)
  writeFileSync(files.cert, cert)
  writeFileSync(files.key, key)
}

const ecdsaWithSha256 = '2a8648ce3d040302'
const rsaWithSha256 = '2a864886f70d01010b'

function alternativeNames(names: string[]): Buffer {
  return sequence(oid('551d11'), der(4, sequence(...names.map((name) => der(0x82, name)))))
}

/** UTCTime, which ends with 2049. */
function time(at: Date): Buffer {
  return der(0x17, `${at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`)
}

function oid(hex: string): Buffer {
  return der(6, Buffer.from(hex, 'hex'))
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts)
}

/** Tag, length, value (X.690). */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const value = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const size = value.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.of(tag, ...length), value])
}
